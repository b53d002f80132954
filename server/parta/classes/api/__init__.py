"""The HTTP doors of classes, of their people and of the staff's offices."""

from . import bindings, lists, people, places, restrictions

ROUTES = [*lists.ROUTES, *bindings.ROUTES, *people.ROUTES, *places.ROUTES, *restrictions.ROUTES]
