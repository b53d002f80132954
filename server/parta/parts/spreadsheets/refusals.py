"""Why a spreadsheet is not read, each reason with a text that a school secretary understands."""

from typing import ClassVar

from parta.kernel.errors import Refusal


class SpreadsheetRefused(Refusal):
    """The file can't be read as a table; `detail` says what to do."""

    status = 422
    slug = "spreadsheet-refused"
    title = "Файл не прочитан"
    advice: ClassVar[str] = "Сохраните файл как XLSX и загрузите его ещё раз."

    def __init__(self, row: int = 0, sheet: str = "") -> None:
        self.row = row
        self.sheet = sheet
        super().__init__(self.advice.format(row=row, sheet=sheet))


class FileTooBig(SpreadsheetRefused):
    """More than ten megabytes."""

    slug = "spreadsheet-too-big"
    title = "Файл слишком большой"
    advice = "Файл больше 10 МБ. Удалите из него картинки и лишние листы или разделите его на несколько."


class FileIsEmpty(SpreadsheetRefused):
    """No bytes, or no filled cell in any sheet."""

    slug = "spreadsheet-empty"
    title = "В файле ничего нет"
    advice = "В файле нет ни одной заполненной строки. Проверьте, тот ли это файл."


class NotASpreadsheet(SpreadsheetRefused):
    """A picture, a document, an archive: anything but a table."""

    slug = "not-a-spreadsheet"
    title = "Это не таблица"
    advice = "Нужна таблица Excel (XLSX) или CSV. Откройте список в Excel и сохраните как «Книга Excel (*.xlsx)»."


class OldSpreadsheetFormat(SpreadsheetRefused):
    """XLS of Excel 97–2003."""

    slug = "spreadsheet-xls"
    title = "Старый формат Excel"
    advice = "Это файл XLS. Сохраните файл как XLSX: «Файл» → «Сохранить как» → «Книга Excel (*.xlsx)»."


class OpenDocumentFormat(SpreadsheetRefused):
    """ODS of LibreOffice or МойОфис."""

    slug = "spreadsheet-ods"
    title = "Формат ODS пока не читается"
    advice = "Это файл ODS. Сохраните файл как XLSX: «Файл» → «Сохранить как» → «Excel 2007–365 (.xlsx)»."


class WebPageInDisguise(SpreadsheetRefused):
    """HTML or XML under a table's name, as several school systems export it."""

    slug = "spreadsheet-is-web-page"
    title = "Внутри не таблица, а веб-страница"
    advice = "Откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)», затем загрузите его ещё раз."


class EncryptedSpreadsheet(SpreadsheetRefused):
    """Protected with a password."""

    slug = "spreadsheet-encrypted"
    title = "Файл защищён паролем"
    advice = "Откройте файл в Excel, снимите пароль («Файл» → «Сведения» → «Защита книги») и сохраните."


class DamagedSpreadsheet(SpreadsheetRefused):
    """Cut off or broken inside."""

    slug = "spreadsheet-damaged"
    title = "Файл повреждён"
    advice = "Файл загрузился не целиком или повреждён. Откройте его в Excel, сохраните заново и повторите."


class SpreadsheetTooHeavy(SpreadsheetRefused):
    """It unpacks to far more than a list of people needs, or takes too long to read."""

    slug = "spreadsheet-too-heavy"
    title = "Файл слишком тяжёлый"
    advice = "Внутри файла слишком много данных. Скопируйте только список в новую книгу Excel и загрузите её."


class CellsTooFarApart(SpreadsheetRefused):
    """Filled cells thousands of rows or columns away from the list."""

    slug = "spreadsheet-far-cells"
    title = "Заполнены слишком далёкие ячейки"
    advice = "Далеко справа или внизу листа «{sheet}» есть заполненные ячейки. Удалите их или скопируйте список."


class TooManyRows(SpreadsheetRefused):
    """More than twenty thousand rows."""

    slug = "spreadsheet-too-many-rows"
    title = "Слишком много строк"
    advice = "В файле больше 20 000 строк. Разделите список на несколько файлов."


class UnknownEncoding(SpreadsheetRefused):
    """Neither UTF-8 nor Windows-1251."""

    slug = "spreadsheet-encoding"
    title = "Не удалось прочитать буквы"
    advice = "Сохраните файл как XLSX, или как CSV в кодировке UTF-8 или «Кириллица (Windows)»."


class UnclosedQuote(SpreadsheetRefused):
    """A quotation mark that is opened and swallows the rest of the file."""

    slug = "spreadsheet-unclosed-quote"
    title = "Не закрыта кавычка"
    advice = "В строке {row} открыта кавычка, которая нигде не закрывается. Исправьте строку или сохраните как XLSX."


class ReaderIsBusy(SpreadsheetRefused):
    """Others are loading their lists, and waiting took too long."""

    slug = "spreadsheet-reader-busy"
    title = "Сейчас загружаются другие списки"
    advice = "Подождите минуту и повторите. Файл менять не нужно."


_KINDS: list[type[SpreadsheetRefused]] = [SpreadsheetRefused, *SpreadsheetRefused.__subclasses__()]
REFUSALS = {kind.slug: kind for kind in _KINDS}
