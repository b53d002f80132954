"""The page before the app: what an invitation is for, in plain HTML without script, readable on any phone in a second."""

import base64
import hashlib
from html import escape

from parta.admission.invitations.shapes import Role

from .shapes import Preview, SchoolFace

_STYLE = (
    ":root{color-scheme:light dark;--bg:#f4f5f8;--card:#fff;--text:#14181f;--muted:#566072;--accent:#2a5fd0;--line:#e2e5eb}"
    "@media(prefers-color-scheme:dark){:root{--bg:#0f1217;--card:#161a21;--text:#eceff4;--muted:#a0aabb;--accent:#3f74e6;"
    "--line:#272d37}}*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;"
    "background:var(--bg);color:var(--text);font:400 17px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}"
    "main{flex:1;width:100%;max-width:30rem;margin:0 auto;padding:24px 16px;display:flex;flex-direction:column;"
    "justify-content:center;gap:16px}"
    ".card{background:var(--card);border:1px solid var(--line);border-radius:20px;padding:24px 20px}"
    "h1{font-size:1.5rem;line-height:1.25;margin:4px 0 8px;overflow-wrap:anywhere}p{margin:8px 0}.muted{color:var(--muted)}"
    ".small{font-size:.9375rem}.yes{display:block;margin:20px 0 4px;padding:14px 16px;border-radius:14px;"
    "background:var(--accent);color:#fff;text-align:center;text-decoration:none;font-weight:600;min-height:52px}"
    "summary{padding:12px 0;min-height:44px;cursor:pointer;color:var(--muted);text-align:center}"
    "footer{padding:0 16px 24px;text-align:center;color:var(--muted);font-size:.9375rem}a{color:inherit}"
    "a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
)
STYLE_ELEMENT = f"<style>{_STYLE}</style>"
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "img-src 'none'"
)
NEVER = "Никто и никогда не попросит у вас код с приглашения."


def open_page(seen: Preview, secret: str) -> str:
    """A living invitation."""
    you = "Ты" if seen.informal else "Вы"
    where = f", {escape(seen.class_title)}" if seen.class_title else ""
    if seen.name:
        title = f"{you} — {escape(seen.name)}{where}?"
        yes, next_step = "Да, это я", "?yes=1"
    elif seen.child_name:
        title = f"{escape(seen.child_name)}{where}"
        yes, next_step = "Я родитель или опекун", "?yes=1"
    else:
        title = f"{escape(seen.class_title or 'Учительская')}: {_WHOM[seen.role]}"
        yes, next_step = "Подать заявку", "?yes=1"
    words = "тебя" if seen.informal else "вас"
    body = (
        f'<p class="muted small">{escape(seen.school.short_name)} приглашает {words} в «Парту» — закрытую площадку школы'
        f"</p><h1>{title}</h1>{_explain(seen)}"
        f'<a class="yes" href="/join{next_step}#{escape(secret)}">{yes}</a>{_not_me(seen)}'
    )
    return _page("Приглашение в «Парту»", body, seen.school)


_WHOM = {
    Role.PUPIL: "вход для учеников",
    Role.GUARDIAN: "вход для родителей",
    Role.TEACHER: "вход для учителей",
    Role.OTHER_STAFF: "вход для сотрудников",
}


def used_page(seen: Preview, secret: str) -> str:
    """A slip by which somebody has joined."""
    body = (
        "<h1>По этому приглашению уже вошли</h1><p>Личное приглашение действует один раз. Если вошли вы, откройте «Парту».</p>"
        '<a class="yes" href="/">Открыть «Парту»</a><details><summary>Это были не вы?</summary><p>Сообщите в школу: '
        f'доступ закроют и дадут новое приглашение.</p><p><a href="/join#{secret}">Сообщить в школу</a></p></details>'
    )
    return _page("Приглашение уже использовано", body, seen.school)


def dead_page(school: SchoolFace | None) -> str:
    """Nothing living behind this address: says nothing of what it was for (B2)."""
    body = (
        "<h1>Приглашение не действует</h1><p>Срок вышел, его отозвали или в адресе опечатка. "
        "Попросите новое у классного руководителя или администратора.</p>"
        '<a class="yes" href="/join">Ввести код с приглашения</a>'
    )
    return _page("Приглашение не действует", body, school)


def _explain(seen: Preview) -> str:
    if seen.way == "link":
        return (
            "<p>Напишите своё имя, и школа решит по заявке. До этого вы ничего не увидите, и вас никто не увидит.</p>"
        )
    if seen.child_name:
        return "<p>Вы войдёте как законный представитель ребёнка. Классный руководитель это увидит.</p>"
    if seen.informal:
        return "<p>Дальше — правила и способ входа. Это минута.</p>"
    return "<p>Дальше — правила, согласие и способ входа. Это займёт минуту.</p>"


def _not_me(seen: Preview) -> str:
    if seen.way == "link":
        return ""
    words = (
        "Отдай листок классному руководителю."
        if seen.informal
        else "Верните листок классному руководителю или в школу."
    )
    return f"<details><summary>Это не я</summary><p>{words} Чужим приглашением пользоваться нельзя.</p></details>"


def _page(title: str, body: str, school: SchoolFace | None) -> str:
    helps = ""
    if school and (school.help_phone or school.help_hours):
        phone = escape(school.help_phone)
        number = "".join(sign for sign in school.help_phone if sign.isdigit() or sign == "+")
        link = f'<a href="tel:{number}">{phone}</a>' if number else phone
        helps = f"<p>Помощь: {link}{', ' if phone and school.help_hours else ''}{escape(school.help_hours)}</p>"
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{title}</title>{STYLE_ELEMENT}</head><body><main><div class="card">{body}</div></main>'
        f"<footer>{helps}<p>{NEVER}</p></footer></body></html>"
    )
