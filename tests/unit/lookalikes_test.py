"""Names that imitate: another alphabet's letters, an office for a name, a name drawn like another's (E14)."""

import pytest

from parta.kernel.errors import Invalid
from parta.kernel.lookalikes import claims_office, mixes_alphabets, skeleton
from parta.kernel.text import one_line


@pytest.mark.parametrize("name", ["Ивaнова", "Пeтров Пётр", "Οльга", "Директоp"])
def test_word_of_two_alphabets_is_no_name(name: str) -> None:
    with pytest.raises(Invalid):
        one_line(name, pointer="/name", name=True)


@pytest.mark.parametrize("name", ["Петрова-Водкина Анна", "О’Коннор", "Anna Müller", "10К", "IT-класс", "Ұлы Әсел"])
def test_honest_name_in_one_alphabet_is_taken(name: str) -> None:
    assert one_line(name, pointer="/name", name=True) == name


@pytest.mark.parametrize("name", ["Директор школы", "Администратор", "ольга учитель", "Support Team", "Модератор чата"])
def test_office_is_no_name(name: str) -> None:
    assert claims_office(name)


@pytest.mark.parametrize("name", ["Директоров Пётр", "Учителева Мария", "Админова Ольга", "Школьник Иван"])
def test_surname_that_only_begins_like_an_office_is_a_name(name: str) -> None:
    assert not claims_office(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ольга Петрова", "ольга  пётрова"), ("МАРАТ", "MAPAT"), ("Анна Иванова", "Ана Иванова"), ("Ольга", "0льга")],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_names_have_different_skeletons() -> None:
    assert skeleton("Ольга Петрова") != skeleton("Ольга Петренко")
    assert not mixes_alphabets("Анна Smith")
