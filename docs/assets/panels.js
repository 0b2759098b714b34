/* Panels: what stands behind a mark or a term, shown beside it.

   A link with data-panel names the elements of this page that hold the words:
   an article, a note, a definition. On hover, focus or tap they are shown, as a
   copy, in one panel that follows the link in the document. Arrow down leads into
   it; Tab goes on to the next link of the text, past what nobody asked for. Without this script the link leads to the card, the note or the
   glossary. */
"use strict";

(() => {
  const OPEN_AFTER = 200; // ms: a pointer on its way elsewhere opens nothing
  const CLOSE_AFTER = 300; // ms: time to move from the link into the panel
  const GAP = 6; // px between the line and the panel
  const COMFORT = 180; // px: with less room below the line, above it is tried
  const LOW = 360; // px: a window as low as at 400 % has no room for a panel that scrolls by itself

  if (!("popover" in HTMLElement.prototype)) return;

  const panel = document.createElement("div");
  panel.className = "cb-panel";
  panel.id = "cb-panel";
  panel.popover = "manual";
  panel.tabIndex = -1; // else a browser lets Tab stop at a box that scrolls
  panel.setAttribute("role", "dialog");
  const body = panel.appendChild(document.createElement("div"));
  body.className = "cb-panel-body";
  const close = panel.appendChild(document.createElement("button"));
  close.type = "button";
  close.className = "cb-panel-close";
  close.textContent = "Close";

  const said = document.createElement("div");
  said.className = "cb-unseen";
  said.setAttribute("role", "status");

  let link = null; // the link whose panel is open
  let quiet = null; // a link whose panel was closed by hand: not to be opened again at once
  let entered = false; // whether the reader went into the panel, or opened it by hand
  let timer = 0;

  const linkOf = (target) => target instanceof Element && target.closest("a[data-panel]");
  const inPanel = (target) => target instanceof Node && panel.contains(target);

  /* A copy of what the link names: articles first, then the note itself. A note in short
     form that stands alone brings the earlier note that it names: “Smith (n 3)” says little. */
  function copy(of) {
    const names = of.dataset.panel.split(" ");
    const earlier = names.length === 1 && document.getElementById(names[0])?.querySelector("a[href^='#fn:']");
    if (earlier) names.push(decodeURIComponent(earlier.hash.slice(1)));
    return names.flatMap((name) => {
      const source = document.getElementById(name);
      if (!source) return [];
      const part = source.cloneNode(true);
      if (part.matches("li")) part.querySelectorAll(".cb-text, .footnote-backref").forEach((one) => one.remove());
      for (const one of [part, ...part.querySelectorAll("[id]")]) one.removeAttribute("id");
      for (const one of part.querySelectorAll("[data-panel]")) {
        one.removeAttribute("data-panel");
        one.removeAttribute("aria-expanded");
      }
      const box = document.createElement("div");
      box.className = source.matches("li") ? "cb-panel-note" : "cb-panel-text";
      if (part.matches("details")) {
        const title = box.appendChild(document.createElement("p"));
        title.className = "cb-panel-title";
        const summary = part.querySelector("summary");
        title.append(...summary.childNodes);
        summary.remove();
      }
      const status = part.querySelector(".cb-currency"); // first, so that it is seen without scrolling
      const caption = part.querySelector("figcaption");
      if (status && caption) caption.after(status);
      else if (status) part.prepend(status);
      if (part.matches("figure")) box.append(part);
      else box.append(...part.childNodes);
      return [box];
    });
  }

  function open(one, by) {
    clearTimeout(timer);
    if (one === link || (quiet === one && by !== "tap")) return;
    const parts = copy(one);
    if (!parts.length) return;
    if (link) shut();
    link = one;
    quiet = null;
    body.replaceChildren(...parts);
    entered = by !== "focus";
    const name = one.textContent.replace(/\s+/g, " ").trim();
    panel.setAttribute("aria-label", name);
    const place = one.closest("sup") || one;
    place.after(panel);
    one.setAttribute("aria-expanded", "true");
    one.setAttribute("aria-controls", panel.id);
    panel.showPopover();
    put(one);
    if (by === "focus") said.textContent = "Text shown. Arrow down goes into it, Escape closes it.";
    if (by === "tap") said.textContent = "Text shown after the link. A second tap follows the link.";
  }

  /* Whether Tab stops at what stands in the panel; the whole, when it must be scrolled. What
     nobody entered does not scroll: what scrolls must be a stop, and a text has many marks. */
  function reach() {
    const scrolls = body.scrollHeight > body.clientHeight + 1;
    body.classList.toggle("cb-panel-still", !entered);
    for (const one of panel.querySelectorAll("a, button")) one.tabIndex = entered ? 0 : -1;
    if (scrolls) body.tabIndex = entered ? 0 : -1;
    else body.removeAttribute("tabindex");
    return scrolls;
  }

  function shut() {
    clearTimeout(timer);
    if (!link) return;
    const back = panel.contains(document.activeElement);
    const old = link;
    link = null;
    panel.hidePopover();
    old.setAttribute("aria-expanded", "false");
    old.removeAttribute("aria-controls");
    said.textContent = "";
    if (back) {
      quiet = old;
      old.focus();
    }
    panel.remove();
    body.replaceChildren();
  }

  /* Below the line of the link, or above it where there is more room: never on it. */
  function put(one) {
    const lines = one.getClientRects();
    const line = lines[lines.length - 1];
    const wide = document.documentElement.clientWidth;
    const high = window.innerHeight;
    panel.style.maxHeight = "none";
    const size = panel.getBoundingClientRect();
    const below = high - line.bottom - 2 * GAP;
    const above = lines[0].top - 2 * GAP;
    const low = high < LOW; // there the page scrolls along the whole panel
    const under = low || below >= Math.min(size.height, COMFORT) || below >= above;
    const room = low ? size.height : Math.max(under ? below : above, 80);
    const height = Math.min(size.height, room);
    const left = Math.max(GAP, Math.min(line.left - 24, wide - size.width - GAP));
    const top = under ? line.bottom + GAP : lines[0].top - GAP - height;
    panel.style.maxHeight = `${room}px`;
    panel.style.left = `${left + window.scrollX}px`;
    panel.style.top = `${top + window.scrollY}px`;
    reach();
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const one = linkOf(event.target);
    clearTimeout(timer);
    if (inPanel(document.activeElement)) return; // the keyboard is at work in it
    if (one && !inPanel(one)) timer = setTimeout(open, one === link ? 0 : OPEN_AFTER, one, "hover");
    else if (link && !inPanel(event.target) && document.activeElement !== link)
      timer = setTimeout(shut, CLOSE_AFTER);
    if (!one) quiet = quiet === document.activeElement ? quiet : null;
  });

  panel.addEventListener("pointerenter", () => {
    entered = true;
    reach();
  });

  document.addEventListener("focusin", (event) => {
    const one = linkOf(event.target);
    if (inPanel(event.target)) return;
    if (one && one.matches(":focus-visible")) open(one, "focus");
    else if (link && one !== link) shut();
    if (one !== quiet) quiet = null;
  });

  /* The first tap shows the panel; the second, and Enter, follow the link. */
  document.addEventListener("click", (event) => {
    const one = linkOf(event.target);
    if (event.target === close) return shut();
    if (one && one !== link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.detail) {
      event.preventDefault();
      open(one, "tap");
    } else if (!one && link && !inPanel(event.target)) shut();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && link && document.activeElement === link) {
      event.preventDefault();
      entered = true;
      (reach() ? body : window.innerHeight < LOW ? panel : panel.querySelector("a") || close).focus();
    }
    if (event.key !== "Escape" || !link) return;
    quiet = link;
    shut();
  });

  window.addEventListener("resize", () => link && put(link));

  for (const one of document.querySelectorAll("a[data-panel]")) one.setAttribute("aria-expanded", "false");
  document.body.append(said);
})();
