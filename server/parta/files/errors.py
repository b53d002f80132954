"""Refusals of files."""

from parta.kernel.errors import Refusal


class FileTooLarge(Refusal):
    """Larger than the operator lets one file be."""

    status = 413
    slug = "file-too-large"
    title = "Файл слишком большой"


class SchoolIsFull(Refusal):
    """The school's quota is used up."""

    status = 409
    slug = "school-is-full"
    title = "Место для файлов школы закончилось. Сообщите администратору: он видит, чем оно занято"


class TooManyFiles(Refusal):
    """More files in an hour than a person sends."""

    status = 429
    slug = "too-many-files"
    title = "Слишком много файлов подряд. Подождите немного и продолжите"


class OtherFile(Refusal):
    """The client's id was used for a file of another size or for another chat."""

    slug = "other-file"
    title = "Под этим номером уже отправлялся другой файл. Выберите файл заново"


class WrongOffset(Refusal):
    """A piece that does not begin where the last one ended; the detail says where to go on."""

    slug = "wrong-offset"
    title = "Часть файла пришла не по порядку"


class PieceTooLarge(Refusal):
    """A piece beyond the limit, or beyond what was announced."""

    status = 413
    slug = "piece-too-large"
    title = "Часть файла слишком большая"


class NotForThisChat(Refusal):
    """Somebody else's file, a file of another chat, one that is sent already or is no longer there: all look the same."""

    status = 403
    slug = "not-for-this-chat"
    title = "Этот файл нельзя отправить в этот чат. Приложите его заново"


class RangeNotThere(Refusal):
    """The asked bytes lie beyond the file's end."""

    status = 416
    slug = "range"
    title = "В файле нет такого места"
