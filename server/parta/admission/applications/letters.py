"""Letters to whoever applies for a school: sent, refused, approved."""

from parta.identity import delivery
from parta.identity.contact_words import Contact
from parta.work import Work

_FILED = (
    "Заявка № {number} на подключение школы принята и ждёт решения.\n\n"
    "Её состояние видно по ссылке: {address}\n"
    "Ссылка открывается без входа: не пересылайте её посторонним.\n\n"
    "Если вы не подавали заявку, просто удалите это письмо.\n"
)
_REFUSED = (
    "Заявка № {number} отклонена: {school}.\n\n"
    "Причина: {reason}\n\n"
    "Исправьте и отправьте её ещё раз по ссылке: {address}\n"
)
_APPROVED = (
    "Заявка № {number} одобрена: {school} подключена к «Парте».\n\n"
    "Войдите как администратор: {address}\n\n"
    "Код придёт только на телефон или почту из заявки; по чужой ссылке никто не войдёт.\n"
)


async def tell_filed(work: Work, to: Contact, number: str, address: str, *, real: bool) -> None:
    """The application is there; `real=False` when this address has had too many such letters.

    No word of the applicant's stands in it: he may have named anybody's address (security.md 9).
    """
    body = _FILED.format(number=number, address=address)
    await delivery.write(work, to, f"Заявка № {number} принята", body, real=real)


async def tell_refused(work: Work, to: Contact, number: str, school: str, reason: str, address: str) -> None:
    """What to mend."""
    body = _REFUSED.format(number=number, school=school, reason=reason, address=address)
    await delivery.write(work, to, f"Заявка № {number} отклонена", body)


async def tell_approved(work: Work, to: Contact, number: str, school: str, address: str) -> None:
    """Where the administrator signs up."""
    body = _APPROVED.format(number=number, school=school, address=address)
    await delivery.write(work, to, f"Заявка № {number} одобрена", body)
