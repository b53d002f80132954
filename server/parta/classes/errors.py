"""Refusals of classes, bindings, transfers and leaving."""

from parta.kernel.errors import Refusal


class TitleTaken(Refusal):
    """A title is unique within a building."""

    slug = "title-taken"
    title = "Класс с таким названием уже есть"


class NotConfirmedStaff(Refusal):
    """Only confirmed staff who has joined is appointed (A8)."""

    slug = "not-confirmed-staff"
    title = "Сначала подтвердите статус этого учителя"


class NotStaff(Refusal):
    """Only the school's staff is bound to classes and appointed."""

    slug = "not-staff"
    title = "Назначить можно только работника школы"


class LeavesSoon(Refusal):
    """Whoever is leaving gets nothing new: it would outlast him, or end with him."""

    slug = "leaves-soon"
    title = "Этот работник увольняется: выберите другого"


class NotInThisClass(Refusal):
    """The person does not learn in this class."""

    slug = "not-in-this-class"
    title = "Этот человек не учится в этом классе"


class AlreadyThere(Refusal):
    """A transfer into the class where the pupil is already."""

    slug = "already-there"
    title = "Ученик уже в этом классе"


class NotAClass(Refusal):
    """A pupil is enrolled in a class, not in a club or a subgroup."""

    slug = "not-a-class"
    title = "Сюда нельзя зачислить: выберите класс"


class LooksLikeAnother(Refusal):
    """The same name is in the class already: it takes a second look to make a namesake."""

    slug = "looks-like-another"
    title = "Похожая запись уже есть"


class LeavesChatsAlone(Refusal):
    """Chats of a class would stay without a responsible adult (F4)."""

    slug = "leaves-chats-alone"
    title = "Без ответственного взрослого останутся классы. Назначьте им другого классного руководителя"


class OwnFamily(Refusal):
    """Whoever is of the child's family does not decide who of it is barred (B9)."""

    slug = "own-family"
    title = "О детях своей семьи решает другой администратор школы"


class AlreadyRestricted(Refusal):
    """The access of this adult to this child is restricted already."""

    slug = "already-restricted"
    title = "Доступ этого человека к ребёнку уже ограничен"


class BellsOverlap(Refusal):
    """A class has one bell schedule for a weekday, and one for its short day (A4)."""

    slug = "bells-overlap"
    title = "На эти дни у класса уже есть расписание звонков"
