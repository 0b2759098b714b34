/* A diagram in full size: zoom with the buttons, + - 0, the wheel with Ctrl or two fingers; move
   with the arrow keys, a finger, or the mouse held down. The drawing itself goes into the dialog
   and comes back, because its ids may stand in the page once only. */
"use strict";

(() => {
  const STEP = 1.25;
  const LEAST = 0.25;
  const MOST = 6;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  if (!("showModal" in HTMLDialogElement.prototype)) return;

  for (const place of document.querySelectorAll(".cb-drawing")) {
    // A box that scrolls must be reached by the keyboard too.
    const scrolls = () => place.scrollWidth > place.clientWidth + 1;
    const reach = () => (scrolls() ? (place.tabIndex = 0) : place.removeAttribute("tabindex"));
    addEventListener("resize", reach);
    reach();
    const svg = place.querySelector("svg");
    const open = make("button", { type: "button", className: "cb-enlarge" }, "Full size");
    open.setAttribute("aria-label", `Full size: ${svg.getAttribute("aria-label")}`);
    open.addEventListener("click", () => show(svg, place));
    place.after(open);
  }

  function show(svg, place) {
    const width = Number(svg.getAttribute("width"));
    const height = Number(svg.getAttribute("height"));
    const pan = make("div", { className: "cb-pan cb-diagram", tabIndex: 0 }, svg);
    pan.setAttribute("role", "region");
    pan.setAttribute("aria-label", "The diagram. Arrow keys move it, plus and minus change its size.");
    const said = make("span", {});
    said.setAttribute("role", "status");
    let scale = 1;

    /* Keep the point under (x, y), px from the corner of the box, where it is. */
    function zoom(to, x = pan.clientWidth / 2, y = pan.clientHeight / 2) {
      const before = scale;
      scale = Math.min(MOST, Math.max(LEAST, to));
      svg.setAttribute("width", width * scale);
      svg.setAttribute("height", height * scale);
      pan.scrollLeft = ((pan.scrollLeft + x) * scale) / before - x;
      pan.scrollTop = ((pan.scrollTop + y) * scale) / before - y;
      said.textContent = `${Math.round(scale * 100)} %`;
    }
    const fit = () => zoom(Math.min(pan.clientWidth / (width + 24), pan.clientHeight / (height + 24)));

    const control = (text, label, click) => {
      const one = make("button", { type: "button" }, text);
      one.setAttribute("aria-label", label);
      one.addEventListener("click", click);
      return one;
    };
    const close = control("Close", "Close the diagram", () => dialog.close());
    const head = make(
      "header",
      {},
      make("p", {}, svg.getAttribute("aria-label")),
      said,
      control("−", "Smaller", () => zoom(scale / STEP)),
      control("+", "Larger", () => zoom(scale * STEP)),
      control("Fit", "Fit the window", fit),
      close,
    );
    const dialog = make("dialog", { className: "cb-viewer" }, head, pan);
    dialog.setAttribute("aria-label", svg.getAttribute("aria-label"));

    dialog.addEventListener("keydown", (event) => {
      const act = { "+": () => zoom(scale * STEP), "=": () => zoom(scale * STEP), "-": () => zoom(scale / STEP), 0: fit }[event.key];
      if (!act || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    });
    pan.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey) return; // the wheel alone moves the drawing
        event.preventDefault();
        const box = pan.getBoundingClientRect();
        zoom(scale * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - box.left, event.clientY - box.top);
      },
      { passive: false },
    );

    /* Fingers: one moves (the browser does), two change the size. The mouse moves when held. */
    const points = new Map();
    let apart = 0;
    const distance = () => {
      const [a, b] = [...points.values()];
      return Math.hypot(a.x - b.x, a.y - b.y);
    };
    pan.addEventListener("pointerdown", (event) => {
      points.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (points.size === 2) apart = distance();
      if (event.pointerType === "mouse" && event.button === 0) pan.setPointerCapture(event.pointerId);
    });
    pan.addEventListener("pointermove", (event) => {
      const old = points.get(event.pointerId);
      if (!old) return;
      points.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (points.size === 2) {
        const now = distance();
        const [a, b] = [...points.values()];
        const box = pan.getBoundingClientRect();
        zoom((scale * now) / apart, (a.x + b.x) / 2 - box.left, (a.y + b.y) / 2 - box.top);
        apart = now;
      } else if (event.pointerType === "mouse") {
        pan.scrollLeft -= event.clientX - old.x;
        pan.scrollTop -= event.clientY - old.y;
      }
    });
    for (const name of ["pointerup", "pointercancel"]) pan.addEventListener(name, (event) => points.delete(event.pointerId));

    dialog.addEventListener("close", () => {
      svg.setAttribute("width", width);
      svg.setAttribute("height", height);
      place.append(svg);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    pan.focus();
    said.textContent = "100 %";
  }
})();
