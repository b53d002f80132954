"""«Это не я»: a slip in the wrong hands is told to the school by one press, and seen to by its class teacher (B3, B5)."""

from newcomers import anya_invited, link_of, on_roster, one_code, stranger
from parta.policy.standing import Kind
from people import TestSchool


async def test_slip_of_somebody_else_is_told_to_its_class_teacher_once(school: TestSchool) -> None:
    teacher, _, anya, code = await anya_invited(school)
    other = await school.teacher("Инна", "Белова", class_teacher="5Б")
    async with stranger(school) as browser, teacher.listening() as desk, other.listening() as elsewhere:
        for _ in range(30):  # pressed again and again: one report, one line of audit
            await browser.ask("POST", "/api/joining/not-me", {"ticket": code}, expect=204)
        await desk.hears_event("slipReported")
        (told,) = (await teacher.ask("GET", "/api/join-requests"))["slips"]
        assert (told["personId"], told["name"], told["used"]) == (str(anya), "Иванова Анна", False)
        assert (await other.ask("GET", "/api/join-requests"))["slips"] == []
        assert len([one for one in desk.frames if one["t"] == "event" and one["event"]["kind"] == "slipReported"]) == 1
        await elsewhere.say({"t": "ping"})
        await elsewhere.hears(lambda frame: frame["t"] == "pong")
        assert not [one for one in elsewhere.frames if one["t"] == "event"]
    assert await _acts(school, "reportSlip") == 1
    assert await other.status("POST", f"/api/slip-reports/{told['id']}/settle") in (403, 404)
    await teacher.ask("POST", f"/api/slip-reports/{told['id']}/settle", expect=204)
    assert (await teacher.ask("GET", "/api/join-requests"))["slips"] == []
    assert await teacher.status("POST", f"/api/slip-reports/{told['id']}/settle") == 404
    assert await _acts(school, "settleSlipReport") == 1


async def test_slip_that_a_stranger_used_is_told_and_names_nobody_at_the_door(school: TestSchool) -> None:
    invited = await anya_invited(school)
    async with stranger(school) as thief, stranger(school) as anya:
        await thief.ask("POST", "/api/joining/redeem", {"ticket": invited.code}, expect=200)
        seen = await anya.ask("POST", "/api/joining/look", {"ticket": invited.code})
        assert (seen["state"], seen["name"]) == ("used", None)
        await anya.ask("POST", "/api/joining/not-me", {"ticket": invited.code}, expect=204)
        (told,) = (await invited.teacher.ask("GET", "/api/join-requests"))["slips"]
        assert told["used"]
        assert told["usedAt"]
        # What the inbox says to do: the stranger is out, and the new slip lets her in.
        await invited.teacher.ask("POST", f"/api/people/{invited.anya}/access/reset", expect=200)
        assert await thief.status("GET", "/api/rooms") in (401, 403)


async def test_a_report_needs_a_slip_in_the_hand(school: TestSchool) -> None:
    teacher, one, _, code = await anya_invited(school)
    link = await link_of(teacher, "pupil", one)
    wrong = code[:10] + ("2222" if not code.endswith("2222") else "3333")
    async with stranger(school) as browser:
        assert await browser.status("POST", "/api/joining/not-me", {"ticket": wrong}) == 410
        assert await browser.status("POST", "/api/joining/not-me", {"ticket": link["secret"]}) == 409
    assert (await teacher.ask("GET", "/api/join-requests"))["slips"] == []


async def test_staffs_slip_in_wrong_hands_is_the_administrators_affair(school: TestSchool) -> None:
    admin = await school.admin()
    teacher, *_ = await anya_invited(school)
    await on_roster(school, "Белова", "Инна", Kind.UNCONFIRMED)
    code = await one_code(admin, whom=["staff"])
    async with stranger(school) as browser:
        await browser.ask("POST", "/api/joining/not-me", {"ticket": code}, expect=204)
    assert [one["name"] for one in (await admin.ask("GET", "/api/join-requests"))["slips"]] == ["Белова Инна"]
    assert (await teacher.ask("GET", "/api/join-requests"))["slips"] == []


async def _acts(school: TestSchool, act: str) -> int:
    admin = await school.admin("Вера", f"Вторая{act}")
    return len([one for one in (await admin.ask("GET", "/api/audit"))["items"] if one["act"] == act])
