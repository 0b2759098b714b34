/* The dialog of the search.

   Results are links in a list and no listbox: so a screen reader has them among its links, reads
   kind and text of each at its own pace, and any of them opens in another tab. */
"use strict";

casebook.searchDialog = (() => {
  const { HAN, IS_HAN, about, asked, find, fits, hasChinese, open, pageOf, terms } = casebook.searchIndex;
  const MOST = 30; // results shown
  const OF_A_PAGE = 4;
  const LENGTH = 150; // characters of the line of text
  const PIECE = new RegExp(`[${HAN}]|(?:(?![${HAN}])[\\p{L}\\p{M}])+|\\p{Nd}+`, "gu");
  const RUN = new RegExp(`([${HAN}]+)`, "u");
  const nothing = () =>
    "Nothing found. Try fewer words or others. " +
    (hasChinese() ? "Chinese is found too, and pinyin with or without tones; and an article" : "An article is found") +
    " by a short name of its law and its number.";

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /* The parts of a text, those in Chinese marked as such for voices and fonts. */
  const parts = (text) =>
    text.split(RUN).map((run) => (IS_HAN.test(run) ? make("span", { lang: "zh-Hans" }, run) : run));

  /* The best entries, those of a page together. */
  function grouped(entries) {
    const groups = new Map();
    let count = 0;
    for (const entry of entries) {
      const group = groups.get(pageOf(entry)) ?? [];
      if (group.length === OF_A_PAGE) continue;
      if (count++ === MOST) break;
      groups.set(pageOf(entry), [...group, entry]);
    }
    return [...groups.values()].flat();
  }

  /* The places of the words in a text: [{at, said, word}]. */
  function marked(text, words) {
    const pieces = [...text.matchAll(PIECE)].map(({ index: at, 0: said }) => ({ at, said }));
    const touching = (a, b) => (a && b && a.at + a.said.length === b.at ? a.said + b.said : "");
    return pieces.filter((piece, i) => {
      const [term] = terms(piece.said, new Set());
      const runs = [touching(piece, pieces[i + 1]), touching(pieces[i - 1], piece), piece.said];
      const found = words.find((one) => (IS_HAN.test(one.word) ? runs.includes(one.word) : term && fits(term, one)));
      piece.word = found?.word;
      return found;
    });
  }

  /* One line of a text, with the words marked, where most different ones stand together. */
  function line(text, words) {
    const hits = marked(text, words);
    const near = (start) => new Set(hits.filter(({ at }) => at >= start && at < start + LENGTH - 40).map(({ word }) => word)).size;
    const best = hits.reduce((a, b) => (near(b.at) > near(a.at) ? b : a), hits[0] ?? { at: 0 }).at;
    const space = text.indexOf(" ", best - 40) + 1;
    const begin = best < 60 ? 0 : space && space < best ? space : best; // Chinese has no spaces
    const end = begin + LENGTH;
    const made = [begin ? "… " : ""];
    let at = begin;
    for (const one of hits.filter((hit) => hit.at >= begin && hit.at + hit.said.length <= end)) {
      const mark = made.at(-1);
      if (one.at === at && mark.tagName === "MARK") mark.append(...parts(one.said));
      else made.push(...parts(text.slice(at, one.at)), make("mark", {}, ...parts(one.said)));
      at = one.at + one.said.length;
    }
    return [...made, ...parts(text.slice(at, end)), end < text.length ? "…" : ""];
  }

  let site; // {root, load, slash}, as search.js gives them
  let words = [];
  let turn = 0;
  let wait;

  function address(path, fragment) {
    const file = location.protocol === "file:" && /(^|\/)$/.test(path) ? "index.html" : "";
    return site.root + path + file + (fragment && `#${fragment}`);
  }

  /* A result: a link that says what it is, and room for a line of text. */
  async function result(entry) {
    const [own, [, , path, name, kind]] = await Promise.all([about("titles", entry), about("titles", pageOf(entry))]);
    const where = entry === pageOf(entry) ? kind : `${name} · ${kind}`;
    const link = make("a", { href: address(path, own[0]) }, make("b", {}, ...parts(own[1])), " ", make("small", {}, ...parts(where)));
    return Object.assign(make("li", {}, link, make("p")), { entry });
  }

  const input = make("input", { type: "search", id: "cb-search-words", autocomplete: "off", spellcheck: false });
  const said = make("p", { className: "cb-search-said" });
  const list = make("ul", { className: "cb-search-found" });
  const seen = new IntersectionObserver((all) => all.forEach((one) => one.isIntersecting && showText(one.target)));

  /* The line of text comes when its result is seen. */
  async function showText(item) {
    seen.unobserve(item);
    const text = await about("texts", item.entry).catch(() => "");
    item.lastChild.replaceChildren(...line(text, words));
  }

  function summary(count, shown, all) {
    if (!words.length) return "";
    if (!count) return nothing();
    const less = count > shown ? `, the best ${shown} are shown` : "";
    return `${count} result${count === 1 ? "" : "s"}${less}.${all ? "" : " None has all the words; these have the most."}`;
  }

  async function show() {
    clearTimeout(wait);
    const mine = ++turn;
    try {
      await open(site.load);
      const wanted = asked(input.value);
      const { all, entries } = await find(wanted);
      const items = await Promise.all(grouped(entries).map(result));
      if (mine !== turn) return;
      words = wanted;
      seen.disconnect();
      list.replaceChildren(...items);
      list.scrollTop = 0;
      items.forEach((item) => seen.observe(item));
      said.textContent = summary(entries.length, items.length, all);
    } catch {
      if (mine === turn) said.textContent = "The search could not be loaded. Reload the page and try again.";
    }
  }

  /* The browser gives the focus back to where it was; was it nowhere, the field lets it go. */
  function shut() {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  }

  /* Arrows go from the field through the results and back, Home and End to the ends of the list;
     Enter in the field goes to the best result, once it is there. */
  function keys(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === input;
    const inList = at >= 0;
    const to = {
      ArrowDown: (inList || inField) && links[at + 1],
      ArrowUp: inList && (links[at - 1] ?? input),
      Home: inList && links[0],
      End: inList && links.at(-1),
    }[event.key];
    if (to) to.focus();
    else if (event.key === "Escape") shut();
    else if (event.key === "Enter" && inField) show().then(() => list.querySelector("a")?.click());
    else return;
    event.preventDefault();
  }

  said.setAttribute("role", "status");
  list.setAttribute("role", "list"); // Safari forgets it where a list has no bullets
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(show, 120);
  });
  const close = make("button", { type: "button" }, "Close");
  const slash = make("input", { type: "checkbox" });
  slash.addEventListener("change", () => (slash.checked = site.slash(slash.checked)));
  const dialog = make(
    "dialog",
    { className: "cb-search", ariaLabel: "Search" },
    make("div", { className: "cb-search-head" }, make("label", { htmlFor: input.id }, "Search for"), input, close),
    said,
    list,
    make("p", { className: "cb-search-foot" }, make("label", {}, slash, " The key / opens the search, as Ctrl or ⌘ with K does"))
  );
  dialog.addEventListener("keydown", keys);
  dialog.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const leaves = target.closest(".cb-search-found a") && !(ctrlKey || metaKey || shiftKey); // not for another tab
    if (leaves || target === dialog || target === close) shut(); // the dialog itself is what lies around it
  });
  document.body.append(dialog);

  return (given) => {
    site = given;
    if (dialog.open) return;
    slash.checked = site.slash();
    dialog.showModal();
    input.focus();
    input.select();
    open(site.load).catch(() => {}); // so that the index is there when the first word is
  };
})();
