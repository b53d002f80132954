/* What axe does not ask of a page: sizes of targets, sideways scroll, cut labels, machines' words, one heading. Answers in sentences. */
({ touch }) => {
  const found = new Set();
  const need = touch ? 44 : 24;
  const controls = "a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=tab],[role=menuitem]";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert],[aria-hidden=true]");
  const words = (one) => (one.getAttribute("aria-label") || one.textContent || one.getAttribute("placeholder") || "").trim().slice(0, 40);
  const named = (one) => `<${one.tagName.toLowerCase()}> «${words(one)}»`;
  const tiny = (box) => box.width <= 1 || box.height <= 1;
  const scrolls = (one, until = document.body) => {
    for (let at = one; at && at !== until.parentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (/auto|scroll/.test(style.overflowX) || style.textOverflow === "ellipsis") return true;
    }
    return false;
  };

  // No sideways scroll, nothing beyond the edge, no label cut.
  if (document.documentElement.scrollWidth > innerWidth)
    found.add(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${innerWidth} px`);
  for (const one of document.querySelectorAll(`${controls},h1,h2,h3,p,li,dd,img`)) {
    if (!shown(one)) continue;
    const box = one.getBoundingClientRect();
    if (!tiny(box) && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(one)) found.add(`beyond the edge: ${named(one)}`);
  }
  for (const one of document.querySelectorAll("button,[role=tab],a[href]"))
    if (shown(one) && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && one.clientWidth > 1)
      found.add(`cut label: ${named(one)}, ${one.scrollWidth} in ${one.clientWidth} px`);

  // A finger finds it: its box, its label's, or what answers around its middle.
  for (const one of document.querySelectorAll(controls)) {
    if (!shown(one) || one.disabled) continue;
    const style = getComputedStyle(one);
    if (one.matches("a") && style.display === "inline") continue; // a link inside of a sentence
    const places = [one, ...(one.labels ?? [])];
    if (places.some((place) => { const box = place.getBoundingClientRect(); return box.width >= need - 0.5 && box.height >= need - 0.5; })) continue;
    one.scrollIntoView({ block: "center", inline: "center" });
    const box = one.getBoundingClientRect();
    if (tiny(box)) continue; // only for a screen reader, or drawn by its label
    const [x, y, reach] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2, need / 2 - 1];
    const answers = [[0, -reach], [0, reach], [-reach, 0], [reach, 0]].every(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return hit && places.some((place) => place.contains(hit));
    });
    if (!answers) found.add(`target of ${Math.round(box.width)}×${Math.round(box.height)} px: ${named(one)}`);
  }

  // One heading of the first rank; a name for the window.
  const heads = [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  if (heads.length !== 1) found.add(`${heads.length} headings of the first rank`);
  if (!document.title.endsWith("Парта")) found.add(`the window is called «${document.title}»`);

  // People's words only.
  const machine = [
    /\b(?:undefined|null|NaN|Infinity|Invalid Date)\b|\[object/,
    /\{\w*\}|<\/?\d+>|%[sd]/,
    /[0-9a-f]{8}-[0-9a-f]{4}/,
    /\b[a-z]+_[a-z]+|\b[a-z]+[A-Z]\w*/,
    /\b\d{4}-\d\d-\d\d\b|\d\d:\d\d:\d\d/,
    /"/,
    / - /,
    /(?:^|[\s«(])[вВиИ] (?=\S)/,
  ];
  const allowed = /\b(?:QR|XLSX|CSV|PDF|UTF|Ctrl|Chrome|Linux|Android|Windows|XXXX|PIN|JPEG|PNG|UTC|nginx|Caddy|Google Authenticator|FreeOTP|ivanova\.a)\b|https?:\S+|\S+@\S+|\S+\.(?:example|ru|xlsx|csv|pdf)\S*|127\.0\.0\.1\S*/g;
  const latin = /[A-Za-z]{3,}/;
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (holder && !holder.closest("[data-bubble],textarea,script,style,noscript,[class*=pre-wrap],.select-all") && holder.checkVisibility()) texts.push(walk.currentNode.data);
  }
  for (const one of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
    if (!one.closest("[data-index]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) if (one.hasAttribute(name)) texts.push(one.getAttribute(name));
  for (const text of texts) {
    const plain = text.replaceAll(allowed, "");
    if (machine.some((sign) => sign.test(plain)) || latin.test(plain)) found.add(`a machine's words or spaces: «${text.trim().slice(0, 70)}»`);
  }
  return [...found];
};
