/* The colour scheme that the reader chose, before the page is shown; frame.js has the button.
   Without a choice, and without scripts, the page follows the system. */
"use strict";

try {
  const chosen = localStorage.getItem("casebook:scheme");
  if (chosen) document.documentElement.dataset.scheme = chosen;
} catch {
  // This browser keeps nothing for the page.
}
