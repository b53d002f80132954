/** When what had the focus goes away, the focus goes to the nearest thing that stayed: a keyboard is never left nowhere. */

const places = "a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled),textarea,[tabindex='0']";
/** What was focused last, and all it stood in, from the inside out. */
let chain: Element[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function keepFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    chain = [];
    // Who points with a finger or a mouse has no use for it, and a field would bring up the phone's keyboard.
    if (!(target as Element).matches(":focus-visible")) return;
    for (let one = target as Element | null; one && one !== document.documentElement; one = one.parentElement)
      chain.push(one);
  });
  document.addEventListener("focusout", ({ target }) => {
    // Left on purpose, by a tap beside it: what left is still there a moment later.
    queueMicrotask(() => {
      if (target === chain[0] && shown(chain[0]) && document.activeElement === document.body) chain = [];
    });
  });
  // Dialogs and menus give the focus back themselves: they go first.
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(mend, 80);
  }).observe(document.body, { childList: true, subtree: true });
}

const shown = (one: Element | undefined): one is HTMLElement =>
  one instanceof HTMLElement && one.isConnected && one.checkVisibility({ visibilityProperty: true });

function mend(): void {
  const held = document.activeElement;
  if (chain.length === 0 || (held && held !== document.body && shown(held))) return;
  const stayed = chain.find(shown) ?? document.body;
  const heading = stayed.querySelector<HTMLElement>("h1");
  const finger = matchMedia("(pointer: coarse)").matches;
  const next =
    heading ??
    (finger ? null : [...stayed.querySelectorAll<HTMLElement>(places)].find(shown)) ??
    document.querySelector("h1");
  if (!(next instanceof HTMLElement)) return;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: next === heading });
}
