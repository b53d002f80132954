"""What people do with chats of two. Who may write to whom stands in policy/matrix.py, nowhere else.

None of these acts stands in the audit trail: whom a child writes to is nobody's business but where the matrix says so.
"""

from datetime import timedelta

from parta.kernel.errors import NotAllowed, NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId
from parta.policy.decide import Place
from parta.policy.matrix import Switches, Verdict, verdict
from parta.policy.table import Action
from parta.work import Work

from ..queries import opening as rooms
from ..queries.opening import NewRoom
from ..rule import Rule
from . import following
from .errors import NotAgreed, NothingAsked, TooManyNewChats
from .queries import barred as barred_queries
from .queries import bonds as bond_queries
from .queries import chats as queries
from .queries.bonds import Bond, Wearer
from .queries.chats import Direct
from .shapes import DirectRules

NEW_A_DAY = {Hat.STAFF: 60, Hat.GUARDIAN: 10, Hat.PUPIL: 10}
TITLE = "Личный чат"  # each of the two sees the other's name instead


async def begin(work: Work, other: Wearer) -> RoomId:
    """Open the chat with somebody, or ask him for it; the same chat, when there was one already."""
    me = _me(work)
    await work.alone(work.school)
    switches = await queries.switches_of(work.connection, work.school)
    bond = (await bond_queries.bonds(work.connection, work.school, [(me, other)], switches)).get((me, other))
    given = bond and verdict(bond.one, bond.other, bond.relations, switches)
    known = await queries.of_pair(work.connection, work.school, me, other)
    if known is not None and known.state != "declined":
        await _must_be_in(work, known, me)
        return known.room
    if bond is None or given is None or given is Verdict.LASTS:
        raise NotFound
    await _must_be_slow(work, me)
    if known is not None:
        return await _ask_again(work, known, me)
    return await _open(work, me, other, bond, asked=given is Verdict.ASKS)


async def answer(work: Work, room: RoomId, *, accepts: bool) -> None:
    """Let the parent who asks write, or not; he is told nothing but that the chat is gone."""
    chat = await _mine(work, room)
    if chat.state != "asked":
        raise NothingAsked
    if chat.begun_by == work.person:
        raise NotAllowed
    state = "open" if accepts else "declined"
    await queries.change(work.connection, work.school, room, state=state)
    await following.renew(work, [room])
    work.standings_changed([person for person, _ in chat.pair])


async def block(work: Work, room: RoomId, *, blocked: bool) -> None:
    """Neither writes here as long as one of the two blocks; what was said stays readable."""
    chat = await _mine(work, room)
    if chat.first == _me(work):
        await queries.change(work.connection, work.school, room, first_blocks=blocked)
    else:
        await queries.change(work.connection, work.school, room, second_blocks=blocked)
    await following.renew(work, [room])


async def set_rules(work: Work, rules: DirectRules) -> None:
    """Which doors of the matrix the school opens; chats that stand on a closed one are closed at once."""
    work.require(Action.EDIT_SCHOOL, Place(school=work.school))
    await work.alone(work.school)
    old = await queries.switches_of(work.connection, work.school)
    new = Switches(rules.pupils_from_grade, rules.pupils_find_school, tuple(sorted(set(rules.offices))))
    if new == old:
        return
    await queries.set_switches(work.connection, work.school, new)
    await following.settle(work, await queries.touched(work.connection, work.school, None))
    work.standings_changed(await barred_queries.barred(work.connection, work.school))  # a closed door may take them out
    work.note("setDirectRules", work.school, {"directRules": (_said(old), _said(new))})


async def _open(work: Work, me: Wearer, other: Wearer, bond: Bond, *, asked: bool) -> RoomId:
    room = RoomId(work.new_id())
    pair = queries.in_order(me, other)
    marks = await following.marks_of(work, work.school, {pair: bond})
    mode = "readOnly" if asked else "discussion"
    await rooms.insert_rooms(
        work.connection, work.school, [NewRoom(id=room, kind="direct", title=TITLE, rule=Rule(), mode=mode)], work.now
    )
    await queries.insert_chat(
        work.connection,
        work.school,
        room,
        pair,
        begun_by=me[0],
        state="asked" if asked else "open",
        mark=marks[pair],
        now=work.now,
    )
    work.standings_changed([me[0], other[0]])
    return room


async def _ask_again(work: Work, chat: Direct, me: Wearer) -> RoomId:
    """Whoever was refused can't insist; whoever refused may begin himself."""
    if chat.begun_by == me[0]:
        raise NotAgreed
    await queries.change(
        work.connection, work.school, chat.room, state="asked", begun_by=me[0], at=work.now, lasts=True
    )
    await following.renew(work, [chat.room])
    work.standings_changed([person for person, _ in chat.pair])
    return chat.room


async def _must_be_slow(work: Work, me: Wearer) -> None:
    begun = await queries.begun_since(work.connection, work.school, me[0], work.now - timedelta(days=1))
    if begun >= NEW_A_DAY[me[1]]:
        raise TooManyNewChats


async def _mine(work: Work, room: RoomId) -> Direct:
    """A chat of two in which the actor is one of them; its row is locked."""
    chat = await queries.of_room(work.connection, work.school, room)
    if chat is None or _me(work) not in chat.pair or chat.state == "declined":
        raise NotFound
    await _must_be_in(work, chat, _me(work))
    return chat


async def _must_be_in(work: Work, chat: Direct, me: Wearer) -> None:
    """A restriction may have taken one of the two out of it (B9)."""
    if (chat.room, *me) not in await queries.members(work.connection, work.school, [chat.room]):
        raise NotFound


def _me(work: Work) -> Wearer:
    work.require(Action.WRITE_DIRECT, Place(school=work.school))
    if work.actor.hat is None:
        raise NotFound
    return PersonId(work.person), work.actor.hat


def _said(switches: Switches) -> str:
    wide = "по всей школе" if switches.pupils_find_school else "в своём классе"
    return f"ученики с {switches.pupils_from_grade} класса, {wide}; приёмная: {', '.join(switches.offices) or 'нет'}"
