/* Opens the search. All else of it is loaded when it is opened for the first time, from the file
   that the button names: search-index.js, how to find, and search-dialog.js, what is seen. */
"use strict";

(() => {
  const NO_SLASH = "casebook:no-slash"; // kept by readers who want the key / left alone
  const opener = document.querySelector(".cb-search-open");
  if (!opener) return;
  const root = `${document.documentElement.dataset.root || "."}/`.replace(/\/+$/, "/");

  const load = (src) =>
    new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
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
      await (ready ??= load(opener.dataset.script));
      casebook.searchDialog({ root, load: (path) => load(`${root}assets/${path}`), slash });
    } catch {
      ready = undefined;
      opener.lastElementChild.textContent = "Search could not be loaded: try again";
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
