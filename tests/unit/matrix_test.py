"""The matrix of direct chats, cell by cell: every pair of standings × every relation (C12)."""

from itertools import product

import pytest

from parta.policy.matrix import Mark, Party, Relation, Switches, Verdict, begins, mark, verdict

WRITES, ASKS, LASTS = Verdict.WRITES, Verdict.ASKS, Verdict.LASTS
# Written here once more, by the feature table and not by the code: whatever is not here is nobody.
EXPECTED = {
    ("staff", "staff", "colleagues"): WRITES,
    ("staff", "pupil", "ownTeacher"): WRITES,
    ("staff", "young", "ownTeacher"): WRITES,
    ("staff", "pupil", "office"): WRITES,
    ("staff", "young", "office"): WRITES,
    ("staff", "guardian", "childsTeacher"): WRITES,
    ("staff", "guardian", "office"): WRITES,
    ("pupil", "pupil", "classmates"): WRITES,
    ("pupil", "pupil", "schoolmates"): LASTS,
    ("pupil", "guardian", "ownChild"): WRITES,
    ("young", "guardian", "ownChild"): WRITES,
    ("guardian", "guardian", "classParents"): ASKS,
    ("guardian", "guardian", "agreed"): LASTS,
}
NOBODY = Switches()


@pytest.mark.parametrize(("one", "other", "relation"), list(product(Party, Party, Relation)))
def test_each_cell_is_what_the_feature_table_says(one: Party, other: Party, relation: Relation) -> None:
    expected = EXPECTED.get((one, other, relation)) or EXPECTED.get((other, one, relation))
    assert verdict(one, other, [relation], NOBODY) == expected


def test_no_relation_gives_nothing() -> None:
    assert all(verdict(one, other, [], NOBODY) is None for one, other in product(Party, Party))


def test_what_has_begun_needs_no_second_asking() -> None:
    both = [Relation.CLASS_PARENTS, Relation.AGREED]
    assert verdict(Party.GUARDIAN, Party.GUARDIAN, both, NOBODY) is LASTS


def test_only_the_schools_switch_widens_the_search_of_pupils() -> None:
    wide = Switches(pupils_find_school=True)
    assert verdict(Party.PUPIL, Party.PUPIL, [Relation.SCHOOLMATES], wide) is WRITES
    assert verdict(Party.YOUNG, Party.PUPIL, [Relation.SCHOOLMATES], wide) is None
    assert (Party.PUPIL, Party.PUPIL, Relation.SCHOOLMATES) in begins(wide)
    assert (Party.PUPIL, Party.PUPIL, Relation.SCHOOLMATES) not in begins(NOBODY)


def test_what_may_begin_reads_the_same_both_ways_round() -> None:
    assert set(begins(NOBODY)) == {(other, one, relation) for one, other, relation in begins(NOBODY)}


@pytest.mark.parametrize("child", [Party.PUPIL, Party.YOUNG])
def test_one_adult_of_the_school_with_one_child_is_marked(child: Party) -> None:
    assert mark(Party.STAFF, child, confidant=False) is mark(child, Party.STAFF, confidant=False) is Mark.SEEN
    assert mark(Party.STAFF, child, confidant=True) is Mark.CONFIDENTIAL
    assert mark(Party.GUARDIAN, child, confidant=False) is Mark.NONE
    assert mark(Party.STAFF, Party.GUARDIAN, confidant=True) is Mark.NONE
