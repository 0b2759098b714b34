/* Opens the search. All else of it is loaded when it is opened for the first time: how to find,
   search-index.js, and what is seen, search-dialog.js. Neither may need what other scripts define. */
"use strict";

(() => {
  const NO_SLASH = "casebook:no-slash"; // kept by readers who want the key / left alone
  const opener = document.querySelector(".cb-search-open");
  if (!opener) return;
  const given = document.documentElement.dataset.root ?? new URL("..", document.currentScript.src).href;
  const root = `${given || "."}/`.replace(/\/+$/, "/");

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: `${root}assets/${path}`, onload: resolve, onerror: reject });
      document.head.append(script);
    });

  /* Whether the key / opens it; given a choice, keeps it, and gives what holds then. */
  function slash(choice) {
    try {
      if (choice === false) localStorage.setItem(NO_SLASH, "1");
      if (choice === true) localStorage.removeItem(NO_SLASH);
      return localStorage.getItem(NO_SLASH) === null;
    } catch {
      return true; // this browser keeps nothing
    }
  }

  let ready;
  async function begin() {
    window.casebook ??= {};
    try {
      await (ready ??= load("search-index.js").then(() => load("search-dialog.js")));
      casebook.searchDialog({ root, load, slash });
    } catch {
      ready = undefined;
      opener.textContent = "Search could not be loaded: try again";
    }
  }

  opener.hidden = false;
  opener.addEventListener("click", () => {
    opener.focus(); // where the dialog leaves the focus when it closes; Safari gives a button none
    begin();
  });
  addEventListener("keydown", (event) => {
    const combined = event.ctrlKey || event.metaKey;
    const opens = combined ? event.key.toLowerCase() === "k" : event.key === "/" && slash();
    const busy = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
    if (!opens || event.altKey || busy) return;
    event.preventDefault();
    begin();
  });
})();
