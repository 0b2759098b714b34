/* The frame of a page: the button for the colour scheme, the place in the table of contents, and
   tables that scroll. Popovers and folds are the browser's own. */
"use strict";

(() => {
  /* System, light, dark, in turn. scheme.js reads the choice before a page is shown. */
  const SCHEMES = ["system", "light", "dark"];
  const page = document.documentElement;
  const button = document.querySelector(".cb-scheme");
  const name = () => page.dataset.scheme ?? "system";
  const show = () => (button.lastElementChild.textContent = `Colours: ${name()}`);
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(name()) + 1) % SCHEMES.length];
    if (next === "system") delete page.dataset.scheme;
    else page.dataset.scheme = next;
    show();
    try {
      if (next === "system") localStorage.removeItem("casebook:scheme");
      else localStorage.setItem("casebook:scheme", next);
    } catch {
      // The choice holds for this page alone.
    }
  });

  /* A popover of links closes when one of them is followed within the page. */
  const popovers = [...document.querySelectorAll(".cb-nav, .cb-toc")];
  for (const popover of popovers)
    popover.addEventListener("click", (event) => {
      if (event.target.closest("a") && popover.matches(":popover-open")) popover.hidePopover();
    });

  /* In a folder no server opens the page of an address that ends with a stroke. */
  if (location.protocol === "file:")
    addEventListener(
      "click",
      (event) => {
        const link = event.target.closest("a[href]");
        if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
      },
      true,
    );

  /* The section that is being read. */
  const links = new Map(
    [...document.querySelectorAll(".cb-toc a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
  );
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current;
  const mark = () => {
    const line = innerHeight / 4;
    const above = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const link = above.length ? links.get(above.at(-1).id) : undefined;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
  };
  if (headings.length) {
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    };
    addEventListener("scroll", soon, { passive: true });
    soon();
  }

  /* A page is shown before its notes are laid out (cite.css). The first thing that a reader does
     has them laid out, so that the bar beside the text is right and End leads to the end. Who comes
     back to a page comes back to a place on it. */
  const notes = document.querySelector(".footnote");
  const layOut = () => (notes.style.contentVisibility = "visible");
  if (notes) {
    for (const done of ["keydown", "pointerdown", "touchstart", "wheel"])
      addEventListener(done, layOut, { once: true, passive: true });
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") layOut();
  }

  /* What is wider than its place can be scrolled with the keyboard too. */
  const reachable = () => {
    for (const box of document.querySelectorAll(".cb-wide, .highlight > pre")) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", `${box.matches("pre") ? "Code" : "Table"}, can be scrolled sideways`);
      } else for (const one of ["tabindex", "role", "aria-label"]) box.removeAttribute(one);
    }
  };
  addEventListener("resize", reachable);
  reachable();
})();
