"""The HTTP doors of classes, of their people and of the staff's offices."""

from . import bindings, lists, people, places

ROUTES = [*lists.ROUTES, *bindings.ROUTES, *people.ROUTES, *places.ROUTES]
