"""Refusals of invitations. A dead invitation says nothing about the class it was for (B2)."""

from parta.kernel.errors import Refusal


class InvitationDead(Refusal):
    """Unknown, expired, recalled, guessed at too often, or its issuer may no longer invite: all look alike."""

    status = 410
    slug = "invitation-dead"
    title = "Приглашение не действует. Попросите новое у классного руководителя или администратора"


class InvitationUsed(Refusal):
    """A slip is for one person and one use."""

    slug = "invitation-used"
    title = "По этому приглашению уже вошли. Если это были не вы, сообщите в школу"


class TestQrMissing(Refusal):
    """Slips lead to an address that nobody has tried yet."""

    slug = "test-qr-missing"
    title = (
        "Сначала откройте пробный QR-код с телефона: так видно, что адрес школы работает. "
        "Или выберите «Только внутри школы»"
    )


class NobodyToInvite(Refusal):
    """Everybody of the choice has joined already, or is missing from the list."""

    slug = "nobody-to-invite"
    title = "Печатать некого: все уже вошли или списка ещё нет"
