"""Refusals of the roster import."""

from parta.kernel.errors import Refusal


class ImportIsOver(Refusal):
    """The import was committed or undone already."""

    slug = "import-is-over"
    title = "Эта загрузка уже завершена. Начните новую"


class RosterHasChanged(Refusal):
    """Somebody changed the roster after the preview was shown."""

    slug = "roster-has-changed"
    title = "Пока вы смотрели, список школы изменился. Посмотрите обновлённую проверку и подтвердите ещё раз"


class RowsAreStopped(Refusal):
    """Some rows have mistakes, and the good ones alone were not asked for."""

    slug = "rows-are-stopped"
    title = "В списке есть строки с ошибками. Исправьте их или загрузите только исправные строки"


class NothingToImport(Refusal):
    """The plan is empty."""

    slug = "nothing-to-import"
    title = "Загружать нечего: всё из этого файла уже есть в школе"


class SomebodyHasJoined(Refusal):
    """People of this import have accounts already, or others depend on them."""

    slug = "somebody-has-joined"
    title = "Отменить загрузку уже нельзя: кто-то из этого списка вошёл или с ним уже работают"


class NotCommitted(Refusal):
    """Only a committed import can be undone."""

    slug = "import-not-committed"
    title = "Эта загрузка не была выполнена, отменять нечего"


class TooManyDryRuns(Refusal):
    """A person keeps at most this many unfinished imports."""

    status = 429
    slug = "too-many-dry-runs"
    title = "У вас много незавершённых загрузок. Удалите ненужные и повторите"


class MappingDoesNotFit(Refusal):
    """The corrected columns do not fit the file."""

    status = 422
    slug = "mapping-does-not-fit"
    title = "Столбцы не подходят к этому файлу. Обновите страницу и укажите их ещё раз"
