/* Small tools that the pages do without: buttons that copy, and a filter for a long list. */
"use strict";

(() => {
  /* Any element with class cb-copyable gets a button that copies its text. */
  for (const source of document.querySelectorAll(".cb-copyable")) {
    if (!navigator.clipboard) break; // not offered by a page opened from a plain http address
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cb-copy";
    button.textContent = "Copy";
    const of = source.closest("dd")?.previousElementSibling?.textContent;
    if (of) button.setAttribute("aria-label", `Copy: ${of}`);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        said.textContent = " Copied.";
      } catch {
        said.textContent = " The browser did not allow it: select the text and copy it.";
      }
      setTimeout(() => (said.textContent = ""), 4000);
    });
    source.after(" ", button, said);
  }

  /* The link from an old edition's page to the newest one keeps the place on the page. */
  document.querySelector(".cb-newest")?.addEventListener("click", (event) => {
    event.currentTarget.hash = location.hash;
  });

  /* <div data-filters=".lists"> becomes a form that narrows and orders the entries of the
     lists. An entry's data-<name> are its values; data-date orders it. */
  for (const place of document.querySelectorAll("[data-filters]")) {
    const lists = [...document.querySelectorAll(place.dataset.filters)];
    const entries = lists.flatMap((list) => [...list.children]);
    const written = new Map(lists.map((list) => [list, [...list.children]]));
    const form = document.createElement("form");
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Narrow the list");
    const field = (label, control) => {
      const outer = form.appendChild(document.createElement("div"));
      const name = outer.appendChild(document.createElement("label"));
      name.textContent = label;
      name.htmlFor = control.id = `cb-filter-${label.split(" ")[0].toLowerCase()}`;
      outer.append(" ", control);
      return control;
    };
    const select = (options) => {
      const control = document.createElement("select");
      for (const option of options) control.append(new Option(option));
      return control;
    };
    const words = field("Words", document.createElement("input"));
    words.type = "search";
    const choices = ["jurisdiction", "kind", "status"].map((name) => {
      const values = [...new Set(entries.map((entry) => entry.dataset[name]))].sort();
      const label = name[0].toUpperCase() + name.slice(1);
      return [name, field(label, select(["all", ...values]))];
    });
    const order = field("Order in each list", select(["by name", "newest first", "oldest first"]));
    const said = form.appendChild(document.createElement("p"));
    said.setAttribute("role", "status");

    // What was typed is found with or without tone marks.
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

    const show = () => {
      const wanted = fold(words.value).split(/\s+/).filter(Boolean);
      for (const entry of entries) {
        const text = fold(`${entry.textContent} ${entry.dataset.words} ${entry.dataset.jurisdiction}`);
        entry.hidden =
          !wanted.every((word) => text.includes(word)) ||
          choices.some(([name, control]) => control.selectedIndex && entry.dataset[name] !== control.value);
      }
      for (const [list, original] of written) {
        const sign = [0, -1, 1][order.selectedIndex];
        const day = (entry) => entry.dataset.date || (sign > 0 ? "9" : ""); // undated last
        const sorted = sign ? [...original].sort((a, b) => sign * day(a).localeCompare(day(b))) : original;
        list.append(...sorted);
        const empty = original.every((entry) => entry.hidden);
        list.hidden = empty;
        const heading = list.previousElementSibling;
        if (heading) heading.hidden = empty;
      }
      const left = entries.filter((entry) => !entry.hidden).length;
      said.textContent = `${left} of ${entries.length} shown${left ? "" : ": take away a word or a choice"}`;
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    place.append(form);
    show();
    addEventListener("pageshow", show); // the browser may bring the choices back, and not the list
  }
})();
