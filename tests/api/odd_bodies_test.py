"""A malformed body gets a refusal in words, never a 500."""

import pytest

from people import TestSchool

FORM = "multipart/form-data; boundary=x"
ODD = {
    "no parts": (b"", FORM),
    "no boundary": (b"--x\r\n\r\n--x--", "multipart/form-data"),
    "a field instead of a file": (b'--x\r\nContent-Disposition: form-data; name="data"\r\n\r\nword\r\n--x--\r\n', FORM),
    "no name": (b"--x\r\nContent-Disposition: form-data\r\n\r\nword\r\n--x--\r\n", FORM),
    "cut in the middle": (b'--x\r\nContent-Disposition: form-data; name="data"; filename="a.csv"\r\n\r\nwo', FORM),
    "not a form": (b"{}", "application/json"),
    "wrong bytes": (b"--x\r\nContent-Disposition: form-data; name=\xff\r\n\r\n\xff\r\n--x--\r\n", FORM),
}


@pytest.mark.parametrize("odd", ODD)
async def test_an_odd_upload_is_refused_in_words(school: TestSchool, odd: str) -> None:
    admin = await school.admin()
    assert admin.http is not None
    body, kind = ODD[odd]
    async with admin.http.post("/api/imports", data=body, headers={"Content-Type": kind}) as answer:
        told = await answer.json(content_type=None)
        assert 400 <= answer.status < 500, told
        assert told["title"]
