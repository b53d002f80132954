"""Every refusal and fault as a problem document (RFC 9457) with a text that a person understands."""

from traceback import walk_tb
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from parta.kernel.errors import Pointer, Refusal
from parta.work import STORAGE_AWAY

log = structlog.get_logger()
PROBLEM = "application/problem+json"

_TITLES = {
    400: "Запрос не получилось прочитать. Обновите страницу и попробуйте ещё раз",
    404: "Такой страницы нет или она вам недоступна",
    405: "Так обратиться к этому адресу нельзя",
    413: "Слишком большой файл или текст",
    415: "Такой вид данных здесь не подходит",
    422: "Проверьте, что введено",
    429: "Слишком часто. Подождите немного",
}


class Problem(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """RFC 9457: `type` is a stable slug, `title` the kind of refusal, `detail` this case, `pointers` the faulty places."""

    type: str
    title: str
    status: int
    detail: str | None = None
    pointers: tuple[Pointer, ...] = ()


def refusal(request: Request[Any, Any, Any], refused: Refusal) -> Response[Problem]:
    """A refusal by name."""
    if request.url.path.startswith("/api/sign-in"):
        request.app.state.metrics.sign_ins_refused += 1
    return answer(problem_of(refused))


def problem_of(refused: Refusal) -> Problem:
    """The document of a refusal."""
    return Problem(refused.slug, refused.title, refused.status, refused.detail, refused.pointers)


def wrong_input(_: Request[Any, Any, Any], wrong: ValidationException) -> Response[Problem]:
    """What was sent does not fit the shape: 422 with a pointer to each place."""
    extra = wrong.extra if isinstance(wrong.extra, list) else []
    pointers = tuple(Pointer("/" + str(one.get("key", "")).replace(".", "/"), _in_words(one)) for one in extra)
    return answer(Problem("invalid", _TITLES[422], 422, None, pointers))


def http_error(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework itself refuses: unknown path, wrong method, unreadable body."""
    if error.status_code >= 500:
        return unexpected(_, error)
    title = _TITLES.get(error.status_code, _TITLES[400])
    return answer(Problem("http-" + str(error.status_code), title, error.status_code))


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A 500 is always a bug of ours: logged whole, told without details."""
    if isinstance(error, RuntimeError) and isinstance(error.__cause__, StopIteration):
        # Litestar's way of saying that a form came without the file that the door asks for.
        return answer(Problem("invalid", _TITLES[422], 422, "Приложите файл"))
    log.error("unexpected", path=request.url.path, method=request.method, exc_info=error)
    return answer(Problem("unexpected", "Что-то сломалось у нас. Ваши данные целы. Попробуйте ещё раз", 500))


def no_text(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A field of a form is no text, or its charset is none that anybody knows; anywhere else it is a bug of ours."""
    reading_a_form = any(
        frame.f_globals.get("__name__") == "litestar._multipart" for frame, _ in walk_tb(error.__traceback__)
    )
    return http_error(request, HTTPException(status_code=400)) if reading_a_form else unexpected(request, error)


def away(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The database is away or slow: 503, and the client tries again by itself."""
    log.warning("storage away", path=request.url.path, error=repr(error)[:300])
    return answer(Problem("storage-away", "Сервер сейчас занят. Ваши данные целы. Попробуйте через минуту", 503))


def answer(problem: Problem) -> Response[Problem]:
    """The response of a problem; never kept by a cache."""
    return Response(
        problem, status_code=problem.status, media_type=PROBLEM, headers={"Cache-Control": "private, no-store"}
    )


def _in_words(one: dict[str, Any]) -> str:
    message = str(one.get("message", ""))
    if "missing required field" in message:
        return "Не хватает поля"
    if "length" in message:
        return "Слишком длинно или слишком коротко"
    if "unknown field" in message:
        return "Лишнее поле"
    return "Значение не подходит"


HANDLERS: dict[Any, Any] = {
    Refusal: refusal,
    ValidationException: wrong_input,
    HTTPException: http_error,
    RecursionError: lambda request, error: answer(Problem("http-400", _TITLES[400], 400)),  # nested without end
    UnicodeError: no_text,
    LookupError: no_text,
    msgspec.ValidationError: lambda request, error: answer(Problem("invalid", _TITLES[422], 422)),
    **dict.fromkeys(STORAGE_AWAY, away),
    Exception: unexpected,
}
