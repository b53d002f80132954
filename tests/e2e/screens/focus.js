/* Whether what Tab reaches shows that it has the focus; the names of what does not. Expects the last key to have been Tab. */
() => {
  const look = (one) => {
    const near = [one, one.parentElement, one.parentElement?.parentElement, ...(one.parentElement?.children ?? [])];
    return near.filter(Boolean).map((each) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, color } = getComputedStyle(each);
      return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, color].join();
    }).join("|");
  };
  const still = document.head.appendChild(document.createElement("style"));
  still.textContent = "*,::before,::after{transition:none!important;animation:none!important}";
  const dark = [];
  for (const one of document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex='0']")) {
    if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true }) || one.closest("[inert],[aria-hidden=true]")) continue;
    document.activeElement?.blur();
    const before = look(one);
    one.focus({ focusVisible: true });
    if (document.activeElement !== one || look(one) === before)
      dark.push(`focus is not seen: <${one.tagName.toLowerCase()}> «${(one.getAttribute("aria-label") || one.textContent).trim().slice(0, 40)}»`);
  }
  document.activeElement?.blur();
  still.remove();
  return dark;
};
