"""Refusals about people and their standings."""

from parta.kernel.errors import Refusal


class LastAdministrator(Refusal):
    """A school is never left without an administrator; the text says the way out (A9)."""

    slug = "last-administrator"
    title = (
        "Это последний администратор школы. Сначала назначьте ещё одного: "
        "«Люди» → карточка учителя → «Назначить администратором»"
    )


class NotJoinedYet(Refusal):
    """The person has no account: there is nothing to reset."""

    slug = "not-joined-yet"
    title = "Этот человек ещё не входил. Распечатайте ему приглашение"


class OwnAccess(Refusal):
    """One's own ways in are changed on one's own page."""

    slug = "own-access"
    title = "Свой доступ меняют в разделе «Вход и безопасность»"


class AccessIsRestricted(Refusal):
    """This adult was barred from this child: nobody but an administrator lets him back, by no way (B9)."""

    slug = "access-is-restricted"
    title = "Связь этого взрослого с ребёнком меняет только администратор школы"


class ThirdNeedsNote(Refusal):
    """A third legal representative is one whose right somebody has seen proved (B9)."""

    slug = "third-needs-note"
    title = "У ребёнка уже двое представителей. Чтобы записать ещё одного, укажите, чем подтверждено его право"


class RoleInAnotherSchool(Refusal):
    """Whoever runs another school is let in there, not from here."""

    slug = "role-in-another-school"
    title = "Этот человек управляет другой школой: доступ сбросит её администратор или оператор"
