"""Every address of the client with what it shows in each state: a screen is done when its line is complete.

Two screens of one address are told apart behind a «#».
`asks` is what the screen itself asks of the server: held back it is loading, refused it is the error.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .openings import Opening, clicks, menu, message, tab
from .town import Town

ROUTES = Path(__file__).parents[3] / "client/src/app/routes.ts"
LOADING = re.compile("агружа")
OFFLINE = "Нет сети"


@dataclass(frozen=True)
class Sight:
    """A state that can be seen: words that must stand on the screen, and whose eyes, place or answer show it."""

    shows: str | re.Pattern[str]
    who: str = ""
    at: str = ""
    answer: Any = None
    tab: str = ""


@dataclass(frozen=True)
class Never:
    """A state that this screen cannot have, and why."""

    because: str


State = Sight | Never


@dataclass(frozen=True)
class Screen:
    """One line of the table. `at` names the things of the town that stand in the address."""

    who: str
    shows: str
    asks: str
    empty: State
    failed: State
    closed: State
    loading: State = Sight(LOADING)
    offline: State = Sight(OFFLINE)
    at: str = ""
    answer: Any = None
    opens: tuple[Opening, ...] = ()


NOTHING = "^$"  # the screen asks nothing of its own
ASKS_NOTHING = Never("it asks nothing of the server")
EVERYBODY = Never("it is open to everybody")
ONE_OWN = Never("it is about the person himself, who is always there")
ALWAYS = Never("the form is always there")
BY_SERVER = Never("the page belongs to the server: whoever opens a slip has the network")
SIGN_IN = Sight("Вход в «Парту»", who="nobody")
ERROR = "На сервере ошибка"
CLOSED = "Эта страница вам недоступна"

TABLE: dict[str, Screen] = {
    "/": Screen(
        "anya", "6Б — класс", "/api/me$",
        empty=Never("it leads on to the chats"),
        failed=Sight("Не удалось открыть «Парту»"),
        closed=SIGN_IN,
    ),
    "/sign-in": Screen(
        "nobody", "Вход в «Парту»", "/api/welcome",
        loading=Sight("Вход в «Парту»"),
        empty=ALWAYS,
        failed=Sight("Вход в «Парту»"),
        closed=EVERYBODY,
        opens=(tab("Почта"), tab("Пароль")),
    ),
    "/second-factor": Screen(
        "half", "Второе подтверждение", "/api/me/access",
        empty=ONE_OWN,
        failed=Sight(ERROR),
        closed=SIGN_IN,
        opens=(Opening("app", clicks("Приложение с кодами").steps, "main"),),
    ),
    "/more/access": Screen(
        "mother", "Где вы вошли", "/api/me/(access|sessions)",
        empty=ONE_OWN,
        failed=Sight("Не удалось открыть настройки входа"),
        closed=SIGN_IN,
        opens=(Opening("Добавить", clicks("Добавить").steps, "main"),),
    ),
    "/more/notifications": Screen(
        "anya", "экране блокировки", "/api/me/push$",
        empty=Sight("Школа пока не включила уведомления"),
        failed=Sight("Не удалось загрузить уведомления"),
        closed=SIGN_IN,
    ),
    "/operator/outbox": Screen(
        "keeper", "vera@mail.ru", "/api/operator/outbox",
        empty=Sight("Пока ничего не отправлено", answer={"messages": []}),
        failed=Sight(ERROR),
        closed=Sight("Эта страница закрыта", who="anya"),
    ),
    "/chats": Screen(
        "teacher", "6Б — класс", "/api/rooms$",
        empty=Sight("Чатов пока нет", who="nurse"),
        failed=Sight("Не удалось загрузить чаты"),
        closed=SIGN_IN,
        opens=(clicks("Папки чатов"),),
    ),
    "/chats/:roomId": Screen(
        "teacher", "останься после урока", "/api/rooms/[^/]+/messages", at="room",
        loading=Sight(re.compile("агружаются|агружается")),
        empty=Sight("Пока тихо", at="quiet"),
        failed=Sight("Не удалось загрузить сообщения"),
        closed=Sight("Этот чат вам не виден", who="guest"),
        opens=(
            message("Упражнение 145"),
            message("Упражнение 145", "Кто прочитал"),
            message("Сам сдавай", "Пожаловаться"),
            message("Сам сдавай", "Разрешить автору"),
            message("Сам сдавай", "Удалить у всех"),
            clicks("Искать в чате", "К дате"),
            menu("Меню чата"),
            menu("Меню чата", "Кто может писать"),
            menu("Меню чата", "Когда можно писать"),
            menu("Меню чата", "Кто может читать"),
            menu("Прикрепить", "Опрос"),
        ),
    ),
    "/write": Screen(
        "mother", "ваш ребёнок", "/api/direct-chats/contacts",
        empty=Sight("Писать лично пока некому", answer={"items": [], "next": None}),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
    ),
    "/school/talking": Screen(
        "admin", "Кто кому пишет всегда", "/api/direct-chats/rules",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/class": Screen(
        "teacher", "Иванова Анна", "/api/classes/",
        empty=Sight("У вас пока нет класса", who="guest"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Эту страницу видит классный руководитель", who="mother"),
        opens=(clicks("Добавить"),),
    ),
    "/school": Screen(
        "admin", "Кто вошёл", "/api/(school/numbers|classes)",
        empty=Sight("Классов пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить сводку"),
        closed=Sight("порядок в школе наводит администратор", who="anya"),
    ),
    "/school/import": Screen(
        "admin", "только проверка", "/api/imports",
        empty=Sight("Списки ещё не загружали", who="lonely"),
        failed=Sight("Не удалось"),
        closed=Sight("Списки загружает администратор школы", who="anya"),
        opens=(tab("Вставить"), tab("Шаблон")),
    ),
    "/more": Screen(
        "admin", "Оформление", NOTHING,
        loading=ASKS_NOTHING, empty=ONE_OWN, failed=ASKS_NOTHING, closed=SIGN_IN,
        opens=(clicks("Выйти"),),
    ),
    "/reports": Screen(
        "teacher", "Обидно", "/api/reports",
        empty=Sight("Жалоб нет", who="lonely"),
        failed=Sight("Не удалось загрузить жалобы"),
        closed=Sight("Жалобы разбирают", who="anya"),
        opens=(clicks("Удалить у всех"),),
    ),
    "/start": Screen(
        "founder", "Вы — первый администратор", "/api/installation", answer={"acceptsApplications": False},
        loading=ALWAYS, empty=ALWAYS, failed=ALWAYS,
        closed=Sight("Школу заводит тот", who="anya"),
    ),
    "/join": Screen(
        "nobody", "Вход по приглашению", NOTHING,
        loading=ASKS_NOTHING, empty=ALWAYS, failed=ASKS_NOTHING, closed=EVERYBODY, offline=BY_SERVER,
    ),
    "/welcome": Screen(
        "waiting", "Правила общения", "/api/joining",
        empty=ONE_OWN,
        failed=Sight("Не удалось открыть"),
        closed=SIGN_IN,
    ),
    "/requests": Screen(
        "teacher", "Сидорова Ирина", "/api/join-requests",
        empty=Sight("Новых заявок нет", who="lonely"),
        failed=Sight("Не удалось загрузить заявки"),
        closed=Sight("Заявки решают", who="anya"),
    ),
    "/invitations": Screen(
        "admin", "действует", "/api/slips",
        empty=Sight("Приглашать пока некого", answer={"title": "Учительская", "mayPrint": True, "rows": []}),
        failed=Sight("Не удалось загрузить приглашения"),
        closed=Sight("Приглашает классный руководитель", who="anya"),
    ),
    "/invitations/:classId": Screen(
        "teacher", "действует", "/api/slips", at="class",
        empty=Sight("Приглашать пока некого", who="admin", at="bare class"),
        failed=Sight("Не удалось загрузить приглашения"),
        closed=Sight("Приглашает классный руководитель", who="anya"),
    ),
    "/school/classes/:classId": Screen(
        "admin", "Иванова Анна", "/api/classes/", at="class",
        empty=Sight("В классе пока никого", at="bare class"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="lonely"),
        opens=(clicks("Добавить"), clicks("Назначить")),
    ),
    "/school/people": Screen(
        "admin", "Каримов Марат", "/api/people",
        empty=Sight("Никого не нашлось", who="lonely", tab="Ученики"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
        opens=(clicks("Работник"),),
    ),
    "/school/people/:personId": Screen(
        "admin", "Действия", "/api/people/", at="pupil",
        empty=Never("a card is always somebody's"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="mother", at="teacher"),
        opens=(
            clicks("Перевести в другой класс"),
            clicks("Сбросить доступ"),
            menu("Действия: Преображенский Пётр"),
            menu("Действия: Преображенский Пётр", "Изменить запись"),
            menu("Действия: Преображенский Пётр", "Ограничить доступ по решению"),
        ),
    ),
    "/school/profile": Screen(
        "admin", "Правила входа", "/api/school$",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Сведения о школе меняет администратор", who="anya"),
    ),
    "/school/joined": Screen(
        "admin", "По классам", "/api/school/joining",
        empty=Sight("Классов пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/school/groups": Screen(
        "admin", "Робототехника", "/api/classes$",
        empty=Sight("Кружков пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
        opens=(clicks("Новый кружок"),),
    ),
    "/school/buildings": Screen(
        "admin", "Старый корпус", "/api/school/buildings",
        empty=Sight("Пока одно здание", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
        opens=(clicks("Старый корпус"),),
    ),
    "/school/bells": Screen(
        "admin", "Первая смена", "/api/school/bell-schedules",
        empty=Sight("Звонков пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
        opens=(clicks("Изменить"), clicks("Выбрать классы")),
    ),
    "/school/timetables": Screen(
        "admin", "Чаты классов", "/api/school/timetables",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
        opens=(clicks("Чаты классов"),),
    ),
    "/school/audit": Screen(
        "admin", "Изменены сведения о школе", "/api/audit",
        empty=Sight("Пока ничего не происходило", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/school/consents": Screen(
        "admin", "Ученики по классам", "/api/consents$",
        empty=Sight("Классов пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/school/consents/staff": Screen(
        "admin", "Согласие есть", "/api/staff/consents",
        empty=Never("whoever sees the staff is of it"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/school/texts": Screen(
        "admin", "Опубликовать", "/api/legal-texts/",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Тексты правит администратор школы", who="anya"),
        opens=(tab("Правила общения"),),
    ),
    "/classes/:classId/consents": Screen(
        "teacher", "Сидорова Мария", "/api/classes/[^/]+/consents", at="class",
        empty=Sight("Спрашивать пока некого", who="admin", at="bare class"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/classes/:classId/moving": Screen(
        "teacher", "Кто ещё в старом чате", "/api/classes/[^/]+/moving", at="class",
        empty=Sight("Родителей в списке класса пока нет", who="admin", at="bare class"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/more/documents": Screen(
        "mother", "За себя", "/api/my/consents",
        empty=ONE_OWN,
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
        opens=(clicks("Отозвать согласие"), clicks("Правила общения")),
    ),
    "/more/family": Screen(
        "mother", "Иванова Вера", "/api/my/family",
        empty=Sight("Детей в этой школе у вас нет", who="guest"),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
    ),
    "/more/absences": Screen(
        "mother", "Иванова Анна", "/api/my/absences",
        empty=Sight("До 18 лет это отмечает родитель", who="anya"),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
        opens=(clicks("Сегодня"), clicks("Другие дни")),
    ),
    "/more/absences#numbers": Screen(
        "admin", "По классам", r"/api/absences\b",
        empty=Sight("Учеников пока нет", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="guest"),
    ),
    "/announcements": Screen(
        "mother", "Экскурсия завтра", r"/api/announcements(\?|$)",
        empty=Sight("Объявлений пока нет", who="guest"),
        failed=Sight("Не удалось загрузить объявления"),
        closed=SIGN_IN,
    ),
    "/announcements/new": Screen(
        "admin", "Классы и группы", "/api/announcements/choices",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить список классов"),
        closed=Sight("Эта страница — для тех, кто объявляет", who="anya"),
    ),
    "/announcements/sent": Screen(
        "teacher", "Экскурсия завтра", "/api/announcements/sent",
        empty=Sight("Вы ещё ничего не объявляли", who="lonely"),
        failed=Sight("Не удалось загрузить объявления"),
        closed=Sight("Эта страница — для тех, кто объявляет", who="anya"),
    ),
    "/announcements/sent/:announcementId": Screen(
        "teacher", "Экскурсия завтра", "/api/announcements/[^/]+/receipts$", at="announcement",
        empty=Never("an announcement always has recipients"),
        failed=Sight("Не удалось загрузить, кто ознакомился"),
        closed=Sight("Эта страница — для тех, кто объявляет", who="anya"),
        opens=(tab("Ознакомились"), tab("Нет доступа")),
    ),
    "/school/first-steps/:step": Screen(
        "admin", "Адрес школы", "/api/address", at="address step",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Первые шаги делает администратор школы", who="anya"),
    ),
    "/school/first-steps/:step#phone": Screen(
        "admin", "Наведите камеру", "/api/address", at="phone step",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Первые шаги делает администратор школы", who="anya"),
    ),
    "/school/first-steps/:step#list": Screen(
        "admin", "Список уже есть", NOTHING, at="list step",
        loading=ASKS_NOTHING, empty=ALWAYS, failed=ASKS_NOTHING,
        closed=Sight("Первые шаги делает администратор школы", who="anya"),
    ),
    "/school/first-steps/:step#slips": Screen(
        "admin", "Напечатать", "/api/slips", at="slips step",
        empty=Sight("Печатать пока некого", who="lonely"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight("Первые шаги делает администратор школы", who="anya"),
    ),
    "/class#pupil": Screen(
        "anya", "Одноклассники", "/api/classes/",
        empty=Never("a pupil is always in a class"),
        failed=Sight("Не удалось загрузить"),
        closed=SIGN_IN,
    ),
    "/apply": Screen(
        "nobody", "Отправить заявку", "/api/installation",
        empty=ALWAYS,
        failed=Sight("Не удалось открыть заявку"),
        closed=Sight("Здесь заявки не принимают", answer={"acceptsApplications": False}),
    ),
    "/apply/:secret": Screen(
        "nobody", "На рассмотрении", "/api/applications/", at="application",
        empty=Never("an application always says something"),
        failed=Sight("Не удалось открыть заявку"),
        closed=Sight("Такой заявки нет", at="nothing"),
    ),
    "/administrator/:secret": Screen(
        "nobody", "Код придёт только туда", "/api/administrator-links/", at="sign-up",
        empty=ALWAYS,
        failed=Sight("Не удалось открыть страницу"),
        closed=Sight("Эта ссылка не действует", at="nothing"),
    ),
    "/operator/applications": Screen(
        "founder", "Гимназия № 3", r"/api/operator/applications\b(?!/)",
        empty=Sight("Новых заявок нет", answer={"items": [], "next": None}),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
        opens=(tab("Все"),),
    ),
    "/operator/applications/:applicationId": Screen(
        "founder", "Будущий администратор", "/api/operator/applications/", at="at the desk",
        empty=Never("an application always says something"),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
        opens=(clicks("Отклонить"), clicks("Одобрить")),
    ),
    "/operator/schools": Screen(
        "founder", "Школа № 7", r"/api/operator/schools\b(?!/)",
        empty=Sight("Школ пока нет", answer=[]),
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
    "/operator/schools/:schoolId": Screen(
        "founder", "Только по приказу", "/api/operator/schools/", at="school",
        empty=ALWAYS,
        failed=Sight("Не удалось загрузить"),
        closed=Sight(CLOSED, who="anya"),
    ),
}  # fmt: skip


def addresses() -> set[str]:
    """What `routes.ts` has."""
    return set(re.findall(r'^  \w+: "(/[^"]*)"', ROUTES.read_text(), re.MULTILINE))


def place(town: Town, route: str, at: str) -> str:
    """The address with the town's own things in it."""
    return re.sub(r":\w+", lambda _: town.things[at], route.partition("#")[0])
