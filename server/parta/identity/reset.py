"""Taking all ways into an account away, and giving one new code on paper instead (B12)."""

from datetime import timedelta

from parta.kernel.ids import AccountId
from parta.work import Work

from . import codes, delivery, sessions
from .codes import TypedCode
from .contact_words import Contact
from .queries import contacts as contact_queries
from .queries import passkeys as passkey_queries
from .queries import passwords as password_queries

LIVES = timedelta(days=14)
_LETTER = (
    "Доступ к «Парте» по этому адресу сброшен. Это сделал(а): {by}.\n\n"
    "Все устройства вышли, прежние пароль и ключи отменены. Новый код для входа выдаст школа на бумаге.\n"
    "Если вы об этом не просили, позвоните в школу.\n"
)


async def reset(work: Work, account: AccountId, by: str) -> TypedCode:
    """Whoever stole a password, a device or a mailbox is out too: contacts go as well, after they were told."""
    for row in await contact_queries.of_account(work.connection, account):
        contact = Contact(row.kind, row.value)
        await delivery.write(work, contact, "Доступ сброшен", _LETTER.format(by=by))
    await contact_queries.delete_contacts(work.connection, account)
    await contact_queries.void_all_codes(work.connection, account, work.now)
    await passkey_queries.delete_passkeys(work.connection, account)
    await password_queries.note_reset(work.connection, account, work.now, by)
    await sessions.end_all(work, [account])
    return await codes.issue(work, account, "printed", LIVES)
