"""Why a file is not taken, in words for the one who chose it."""

from parta.kernel.errors import Refusal


class UnknownKind(Refusal):
    """Not on the list of what a school sends: programs, archives, anything that its content does not name."""

    status = 422
    slug = "file-kind"
    title = "Такой файл здесь не открыть. Подойдут фото, PDF, документы и таблицы, звук и видео"


class HasMacros(Refusal):
    """An office document with a program inside."""

    status = 422
    slug = "file-macros"
    title = "В документе есть макросы (программа внутри). Сохраните его как обычный DOCX, XLSX или PPTX"


class PictureTooLarge(Refusal):
    """More pixels than a picture for people has."""

    status = 422
    slug = "picture-too-large"
    title = "В картинке больше 64 мегапикселей. Уменьшите её и отправьте ещё раз"


class DamagedFile(Refusal):
    """It begins like a picture, but can't be drawn."""

    status = 422
    slug = "file-damaged"
    title = "Файл повреждён или загрузился не целиком. Откройте его у себя, сохраните заново и повторите"


class TooHeavy(Refusal):
    """It unpacks to more than is sane, or takes too long."""

    status = 422
    slug = "file-too-heavy"
    title = "Файл слишком тяжёлый: его не удалось обработать. Сохраните его в меньшем размере"


class Infected(Refusal):
    """The scanner named a virus."""

    status = 422
    slug = "file-infected"
    title = "В файле найден вирус. Он удалён и никому не отправлен. Проверьте своё устройство"


REFUSALS: dict[str, type[Refusal]] = {
    kind.slug: kind for kind in (UnknownKind, HasMacros, PictureTooLarge, DamagedFile, TooHeavy, Infected)
}
