"""What the operator writes in the settings, and what he is told when it is wrong."""

from pathlib import Path

import pytest

from parta.parts.address import BehindProxy as Proxy
from parta.parts.address import Choice, KeptChoice
from parta.parts.database import EmbeddedPostgres, ExternalPostgres
from parta.parts.push import NoPush
from parta.settings import (
    BehindProxy,
    Handover,
    HttpGateway,
    NoTls,
    Outbox,
    SettingsWrong,
    fixed_by_operator,
    handed_over,
    load,
)
from parta.settings.push import push_of


def test_a_school_that_chose_nothing_lives_on_this_machine_only(tmp_path: Path) -> None:
    settings = load(tmp_path)

    assert settings.database == EmbeddedPostgres(tmp_path / "database")
    assert (settings.host, settings.port, settings.loopback_only) == ("127.0.0.1", 8025, True)
    assert (settings.tls, settings.mail) == (NoTls(), Outbox())
    assert settings.address == "http://127.0.0.1:8025"


def test_arguments_win_over_the_environment_and_it_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parta.toml").write_text('listen = "0.0.0.0:1"\npublic_url = "https://a.ru/"\ninsecure_lan = true')
    monkeypatch.setenv("PARTA_LISTEN", "0.0.0.0:2")
    monkeypatch.setenv("PARTA_PUBLIC_URL", "https://b.ru")

    assert load(tmp_path).listen == "0.0.0.0:2"
    settings = load(tmp_path, listen="[::1]:3", dev=None)

    assert (settings.host, settings.port, settings.public_url) == ("::1", 3, "https://b.ru")
    assert settings.insecure_lan


def test_what_is_there_is_chosen_by_its_kind(tmp_path: Path) -> None:
    (tmp_path / "parta.toml").write_text(
        '[database]\nkind = "external"\nurl = "postgresql://db/school"\n'
        '[tls]\nkind = "proxy"\ntrusted = ["10.0.0.1"]\n'
        '[sms]\nkind = "http"\nurl = "https://sms.example/send"\n'
    )
    settings = load(tmp_path)

    assert settings.database == ExternalPostgres("postgresql://db/school")
    assert settings.tls == BehindProxy(trusted=("10.0.0.1",))
    assert isinstance(settings.sms, HttpGateway)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('listen = "8025"', "listen — нужен адрес вида"),
        ('lisen = "127.0.0.1:1"', "lisen — такой настройки нет"),
        ('[mail]\nkind = "smtp"\nsender = "a@b.ru"', "mail.smtp.host — не указано"),
        ('public_url = "school.ru"', "public_url — нужен адрес вида"),
        ("listen =", "записан с ошибкой"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "parta.toml").write_text(written)
    with pytest.raises(SettingsWrong, match=told):
        load(tmp_path)


def test_applications_are_taken_only_where_they_can_be_answered(tmp_path: Path) -> None:
    (tmp_path / "parta.toml").write_text("applications = true")
    with pytest.raises(SettingsWrong, match="applications — заявителям отвечают письмом"):
        load(tmp_path)
    assert load(tmp_path, dev=True).applications
    (tmp_path / "parta.toml").write_text(
        'applications = true\n[mail]\nkind = "smtp"\nhost = "mail.ru"\nsender = "a@b.ru"'
    )
    assert load(tmp_path).applications


def test_the_address_of_the_screen_counts_as_long_as_the_operator_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    KeptChoice(tmp_path).write(Choice(Proxy(("10.0.0.1",)), "https://a.ru", "0.0.0.0:443"))
    chosen = load(tmp_path, listen="127.0.0.1:1")

    assert (chosen.public_url, chosen.tls, chosen.listen) == (
        "https://a.ru",
        BehindProxy(trusted=("10.0.0.1",)),
        "127.0.0.1:1",
    )
    assert fixed_by_operator(tmp_path, listen="127.0.0.1:1") == {"listen"}

    (tmp_path / "parta.toml").write_text('public_url = "https://b.ru"')
    assert (load(tmp_path).public_url, load(tmp_path).tls, load(tmp_path).host) == (
        "https://b.ru",
        NoTls(),
        "127.0.0.1",
    )
    assert fixed_by_operator(tmp_path) == {"public_url"}


def test_a_spoilt_choice_of_the_screen_is_named(tmp_path: Path) -> None:
    (tmp_path / "address.json").write_text("{")
    with pytest.raises(SettingsWrong, match=r"address\.json испорчен"):
        load(tmp_path)


def test_children_get_exactly_what_the_supervisor_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parta.toml").write_text('[tls]\nkind = "proxy"\ntrusted = ["10.0.0.1"]\n')
    handover = Handover(settings=load(tmp_path, dev=True), dsn="postgresql://x", run_folder=tmp_path, listen_fd=7)
    monkeypatch.setenv("PARTA_HANDOVER", str(handover.write()))
    monkeypatch.setenv("PARTA_LISTEN", "0.0.0.0:2")  # came later: does not count

    assert handed_over() == handover
    assert (tmp_path / "handover.json").stat().st_mode & 0o077 == 0


def test_notices_on_phones_are_off_until_the_operator_consents_to_calls_outside(tmp_path: Path) -> None:
    assert push_of(load(tmp_path)) == NoPush()
    chosen = '[push]\nkind = "web"\ncontact = "mailto:admin@school.ru"\n'
    (tmp_path / "parta.toml").write_text(chosen)
    with pytest.raises(SettingsWrong, match="consent_to_outbound_calls"):
        load(tmp_path)
    (tmp_path / "parta.toml").write_text(chosen + "consent_to_outbound_calls = true\n")
    push = push_of(load(tmp_path))
    assert push.accepts("https://fcm.googleapis.com/fcm/send/x")
    assert push.accepts("https://wns2-par02p.notify.windows.com/w/?token=x")
    assert not push.accepts("https://notify.windows.com.evil.org/x")
