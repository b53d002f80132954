"""SQL of how people stand to each other: facts for the matrix of policy/matrix.py."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.people.tables import standing
from parta.policy.matrix import CONFIDANTS, Party, Relation, Switches

Wearer = tuple[PersonId, Hat]
Pair = tuple[Wearer, Wearer]


class Bond(msgspec.Struct):
    """How the first of a pair stands to the second."""

    one: Party
    other: Party
    relations: set[Relation]


# Facts about these askers and everybody else, a row a relation; the matrix in policy/matrix.py says what each is worth.
# Only who has been admitted (claim) can be written to. A child needs no account for its parents to be its parents.
FACTS = """
    with held as materialized (
        select person_id, kind, target_id, detail from standing where school_id = :school and active
    ), here as materialized (
        select person_id from claim where school_id = :school and ended_at is null and admitted
    ), staff as materialized (
        select person_id,
               case when bool_or(kind in ('teacher', 'other_staff', 'admin', 'head', 'position'))
                    then 'staff' else 'unconfirmed' end as party
          from held where kind not in ('pupil', 'member', 'guardian', 'trusted_adult', 'activist') group by person_id
    ), pupils as materialized (
        select held.person_id,
               case when coalesce(min(least(class.grade, coalesce(class.second_grade, class.grade)))
                                    filter (where held.kind = 'pupil'), 0) >= :from_grade
                    then 'pupil' else 'young' end as party
          from held left join school_class as class on class.school_id = :school and class.id = held.target_id
         where held.kind in ('pupil', 'member') group by held.person_id
    ), learns as materialized (
        select person_id, target_id as class_id, kind from held where kind in ('pupil', 'member')
    ), taught as materialized (
        select held.person_id, held.target_id as class_id,
               case when held.kind = 'teaches' then held.detail else 'classTeacher' end as word
          from held where held.kind in ('class_teacher', 'deputy', 'substitute', 'teaches')
           and exists (select from held as sure where sure.person_id = held.person_id and sure.kind = 'teacher')
    ), bond as materialized (
        select person_id, target_id as child_id, case kind when 'guardian' then 'guardian' else 'trusted' end as party
          from held where kind in ('guardian', 'trusted_adult')
    ), office as materialized (
        select person_id, target_id as class_id, case kind when 'head' then 'head' else detail end as word
          from held where (kind = 'head' and 'head' = any(:offices)) or (kind = 'position' and detail = any(:offices))
    ), related as (
        select me.person_id as one_id, 'staff' as one_hat, you.person_id as other_id, 'staff' as other_hat,
               'colleagues' as relation, me.party as one, you.party as other, '' as word, null::uuid as child
          from staff as me join staff as you on true where me.person_id = any(:askers)
        union all
        select learns.person_id, 'pupil', taught.person_id, 'staff', 'ownTeacher', null, null, taught.word, null
          from learns join taught using (class_id) where learns.person_id = any(:askers)
        union all
        select taught.person_id, 'staff', learns.person_id, 'pupil', 'ownTeacher', null, null, '', null
          from learns join taught using (class_id) where taught.person_id = any(:askers)
        union all
        select bond.person_id, 'guardian', taught.person_id, 'staff', 'childsTeacher', bond.party, null, taught.word,
               bond.child_id
          from bond join learns on learns.person_id = bond.child_id join taught using (class_id)
         where bond.person_id = any(:askers)
        union all
        select taught.person_id, 'staff', bond.person_id, 'guardian', 'childsTeacher', null, bond.party, '', bond.child_id
          from bond join learns on learns.person_id = bond.child_id join taught using (class_id)
         where taught.person_id = any(:askers)
        union all
        select learns.person_id, 'pupil', office.person_id, 'staff', 'office', null, null, office.word, null
          from learns join office on office.class_id is null or office.class_id = learns.class_id
         where learns.person_id = any(:askers)
        union all
        select office.person_id, 'staff', learns.person_id, 'pupil', 'office', null, null, '', null
          from learns join office on office.class_id is null or office.class_id = learns.class_id
         where office.person_id = any(:askers)
        union all
        select bond.person_id, 'guardian', office.person_id, 'staff', 'office', bond.party, null, office.word, null
          from bond join learns on learns.person_id = bond.child_id
          join office on office.class_id is null or office.class_id = learns.class_id
         where bond.person_id = any(:askers)
        union all
        select office.person_id, 'staff', bond.person_id, 'guardian', 'office', null, bond.party, '', bond.child_id
          from bond join learns on learns.person_id = bond.child_id
          join office on office.class_id is null or office.class_id = learns.class_id
         where office.person_id = any(:askers)
        union all
        select me.person_id, 'pupil', you.person_id, 'pupil', 'classmates', null, null, '', null
          from learns as me join learns as you on you.class_id = me.class_id and you.kind = 'pupil'
         where me.kind = 'pupil' and me.person_id = any(:askers)
        union all
        select me.person_id, 'pupil', you.person_id, 'pupil', 'schoolmates', me.party, you.party, '', null
          from pupils as me join pupils as you on true where me.person_id = any(:askers)
        union all
        select bond.person_id, 'guardian', bond.child_id, 'pupil', 'ownChild', bond.party, null, '', null
          from bond where bond.person_id = any(:askers)
        union all
        select bond.child_id, 'pupil', bond.person_id, 'guardian', 'ownChild', null, bond.party, '', null
          from bond where bond.child_id = any(:askers)
        union all
        select me.person_id, 'guardian', you.person_id, 'guardian', 'classParents', me.party, you.party, '', you.child_id
          from bond as me join learns as mine on mine.person_id = me.child_id and mine.kind = 'pupil'
          join learns as theirs on theirs.class_id = mine.class_id and theirs.kind = 'pupil'
          join bond as you on you.child_id = theirs.person_id
         where me.person_id = any(:askers)
        union all
        select me.person_id, 'guardian', you.person_id, 'guardian', 'agreed', me.party, you.party, '', null
          from direct_chat as chat
          join bond as me on me.person_id in (chat.first_id, chat.second_id)
          join bond as you on you.person_id in (chat.first_id, chat.second_id)
         where chat.school_id = :school and chat.state = 'open' and me.person_id = any(:askers)
           and chat.first_hat = 'guardian' and chat.second_hat = 'guardian'
    ), facts as (
        select related.one_id, related.one_hat, related.other_id, related.other_hat, related.relation,
               related.word, related.child,
               coalesce(related.one, case related.one_hat when 'staff' then me_staff.party else me_pupil.party end) as one,
               coalesce(related.other, case related.other_hat when 'staff' then you_staff.party else you_pupil.party end)
                   as other
          from related
          left join staff as me_staff on me_staff.person_id = related.one_id
          left join pupils as me_pupil on me_pupil.person_id = related.one_id
          left join staff as you_staff on you_staff.person_id = related.other_id
          left join pupils as you_pupil on you_pupil.person_id = related.other_id
         where related.one_id <> related.other_id
    )
"""
BINDS = (
    bindparam("school", type_=Uuid),
    bindparam("askers", type_=ARRAY(Uuid)),
    bindparam("offices", type_=ARRAY(Text)),
)
_BONDS = text(
    FACTS  # noqa: S608 - both parts stand here, word for word
    + """
    select distinct one_id, one_hat, other_id, other_hat, relation, one, other from facts
      join here on here.person_id = facts.other_id
      join (select distinct * from unnest(:ones, :others) as pair(one_id, other_id)) as pair using (one_id, other_id)
     order by one_id, one_hat, other_id, other_hat, relation
    """
).bindparams(*BINDS, bindparam("ones", type_=ARRAY(Uuid)), bindparam("others", type_=ARRAY(Uuid)))


async def bonds(
    connection: AsyncConnection, school: SchoolId, pairs: Collection[Pair], switches: Switches
) -> dict[Pair, Bond]:
    """How each of these pairs stands to each other now; pairs without any relation are missing."""
    if not pairs:
        return {}
    wanted = list(dict.fromkeys(pairs))
    asked = {
        "school": school,
        "askers": sorted({one[0] for one, _ in pairs}),
        "ones": [one[0] for one, _ in wanted],
        "others": [other[0] for _, other in wanted],
        "offices": list(switches.offices),
        "from_grade": switches.pupils_from_grade,
    }
    sought = set(wanted)
    found: dict[Pair, Bond] = {}
    for r in await connection.execute(_BONDS, asked):
        pair = ((PersonId(r.one_id), Hat(r.one_hat)), (PersonId(r.other_id), Hat(r.other_hat)))
        if pair in sought and r.one and r.other:
            bond = found.setdefault(pair, Bond(Party(r.one), Party(r.other), set()))
            bond.relations.add(Relation(r.relation))
    return found


async def confidants(connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId]) -> set[PersonId]:
    """Those of these who hold a position that children may trust alone."""
    s = standing.c
    rows = await connection.execute(
        select(s.person_id).where(
            s.school_id == school,
            s.active,
            s.person_id.in_(list(persons)),
            s.kind == "position",
            s.detail.in_(CONFIDANTS),
        )
    )
    return {PersonId(r.person_id) for r in rows}
