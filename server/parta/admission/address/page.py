"""What the phone shows when it opened the test QR: plain HTML without script, in the look of the joining page."""

from html import escape

from parta.admission.joining.page import STYLE_ELEMENT

from .testing import Outcome


def shown(outcome: Outcome, school: str, address: str) -> str:
    """The page for this outcome."""
    title, body = _works(school, address) if outcome == "works" else _REFUSALS[outcome]
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title>{STYLE_ELEMENT}</head><body><main>"
        f'<div class="card"><h1>{title}</h1>{body}</div></main></body></html>'
    )


def _works(school: str, address: str) -> tuple[str, str]:
    losses = (
        "<p>Адрес без шифрования: уведомлений, камеры и входа по отпечатку на телефонах не будет.</p>"
        if address.startswith("http://")
        else ""
    )
    return (
        "Работает!",
        f"<p>{escape(school)} открывается с телефона по адресу <b>{escape(address)}</b>.</p>{losses}"
        '<p class="muted">Вернитесь к компьютеру: экран уже знает. Эту страницу можно закрыть.</p>',
    )


_REFUSALS: dict[Outcome, tuple[str, str]] = {
    "same-browser": (
        "Это тот же браузер",
        "<p>Проверка нужна с телефона: наведите его камеру на QR-код на экране компьютера.</p>",
    ),
    "over": (
        "Проверка устарела",
        "<p>Откройте на компьютере шаг «Проверка с телефона» и наведите камеру на новый QR-код.</p>",
    ),
}
