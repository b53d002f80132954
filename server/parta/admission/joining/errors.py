"""Refusals of joining."""

from parta.kernel.errors import Refusal


class PersonTaken(Refusal):
    """Somebody else acts as this person already."""

    slug = "person-taken"
    title = "Под этим именем уже вошли. Если это были не вы, сообщите в школу"


class OwnParent(Refusal):
    """A pupil can't be his own representative."""

    status = 403
    slug = "own-parent"
    title = "Это приглашение для родителя, а вы вошли как ученик. Выйдите или передайте приглашение родителю"


class NeedsName(Refusal):
    """A place without a name: whoever takes it says who he is."""

    status = 422
    slug = "needs-name"
    title = "Напишите фамилию и имя"


class NotForSlip(Refusal):
    """A personal slip lets in at once; a request is for common links."""

    slug = "not-for-slip"
    title = "Это личное приглашение: заявка не нужна"


class NoRequest(Refusal):
    """There is nothing to answer or to take back."""

    status = 404
    slug = "no-request"
    title = "Заявки нет или по ней уже решили"


class SomebodyElse(Refusal):
    """A pupil's own slip, or a grown-up's, on a device where another person is signed in."""

    slug = "somebody-else"
    title = "На этом устройстве вошёл другой человек. Выйдите, чтобы войти по этому приглашению"
