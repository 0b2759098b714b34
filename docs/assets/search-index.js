/* Finds entries in the index, whose parts are loaded as they are needed. They are scripts, because
   a page opened from a folder may not fetch; casebook/search/scripts.py describes them. */
"use strict";

casebook.searchIndex = (() => {
  const HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const WORD = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{Nl}\\p{No}])+|\\p{Nd}+`, "gu");
  const POSSESSIVE = /['’]s(?![\p{L}\p{N}_])/gu;
  const DOTTED = /(?<![\p{L}\p{N}_])(?:[\p{L}\p{Nl}\p{No}]\.){2,}/gu;
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const IS_NUMBER = /^\p{Nd}/u;
  const MORE = 3; // parts, at most, in which words with the same beginning are looked for

  /* What is compared. As casebook/search/folding.py does; a test compares them. */
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").replaceAll("ς", "σ");

  function singular(word) {
    if (word.length < 4 || !/[^su]s$/.test(word)) return word;
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    return word.slice(0, /(sse|xe|che|she)s$/.test(word) ? -2 : -1);
  }

  const pairs = (run) => [...run].map((one, i, all) => one + (all[i + 1] ?? ""));

  /* The terms of a text, without those of a set: little words. */
  function terms(text, little) {
    const whole = fold(text).replace(POSSESSIVE, "").replace(DOTTED, (word) => word.replaceAll(".", ""));
    return (whole.match(WORD) ?? []).flatMap((word) => (IS_HAN.test(word) ? pairs(word) : little.has(word) ? [] : singular(word)));
  }

  let load; // a script, by its path under assets/
  let index;
  const content = {}; // of the parts that came
  const coming = {};
  casebook.search = (name, what) => (content[name] = what);

  async function part(name) {
    if (!content[name]) await (coming[name] ??= load(`search/${name}.js`).finally(() => delete coming[name]));
    return content[name];
  }

  const starts = (lengths) => {
    let at = 0;
    return lengths.map((length) => (at += length) - length);
  };

  async function open(how) {
    load = how;
    if (index) return;
    const found = await part("index");
    index = { folder: found.folder, chinese: found.chinese, little: new Set(found.little.split(" ")), terms: found.terms.split(" ") };
    for (const name of ["titles", "texts", "pages"]) index[name] = starts(found[name]);
  }

  /* The place of the last of some rising values that is not above one, or of the first. */
  function last(values, one) {
    let low = 0;
    let high = values.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle] <= one) low = middle;
      else high = middle;
    }
    return low;
  }

  /* What stands under "titles" or "texts" for an entry. */
  async function about(kind, entry) {
    const number = last(index[kind], entry);
    return (await part(`${index.folder}/${kind}-${number}`))[entry - index[kind][number]];
  }

  /* The first entry of the page of an entry. */
  const pageOf = (entry) => index.pages[last(index.pages, entry)];

  /* What was typed as [{word, begins}]. `begins`: what only begins so is found too, because the
     last word may be unfinished and a lone ideograph is half a pair. */
  function asked(text) {
    const all = terms(text, index.little);
    const typing = /[\p{L}\p{M}\p{N}]$/u.test(text);
    return all.flatMap((word, i) => {
      const lone = IS_HAN.test(word) && [...word].length === 1;
      if (lone && i && IS_HAN.test(all[i - 1]) && all[i - 1].endsWith(word)) return []; // a run's end
      const unfinished = typing && i === all.length - 1 && !IS_HAN.test(word);
      return { word, begins: lone || (unfinished && (word.length > 2 || IS_NUMBER.test(word))) };
    });
  }

  /* Whether a term is what was asked for. */
  const fits = (term, { word, begins }) => (begins ? term.startsWith(word) : term === word);

  /* [term, postings] of each term that fits. */
  async function matches(wanted) {
    const from = last(index.terms, wanted.word);
    const to = wanted.begins ? Math.min(last(index.terms, `${wanted.word}\uffff`), from + MORE) : from;
    const numbers = [...index.terms.keys()].slice(from, to + 1);
    const texts = await Promise.all(numbers.map((number) => part(`${index.folder}/terms-${number}`)));
    const lines = texts.flatMap((text) => text.split("\n")).map((one) => one.split(" "));
    const exact = lines.filter(([term]) => term === wanted.word);
    // 30 is no beginning of 301 where there is a 30.
    return exact.length && IS_NUMBER.test(wanted.word) ? exact : lines.filter(([term]) => fits(term, wanted));
  }

  /* How well each entry answers one word: entry -> points. */
  async function points(wanted) {
    const best = new Map();
    for (const [term, postings] of await matches(wanted)) {
      let entry = -1;
      for (const [, step, level] of postings.matchAll(/([0-9a-z]*)([A-Z])/g)) {
        entry += parseInt(step || "1", 36);
        const value = (level.charCodeAt() - 64) ** 2 / (term === wanted.word ? 1 : 2);
        best.set(entry, Math.max(value, best.get(entry) ?? 0));
      }
    }
    return best;
  }

  /* The entries that have all the words, or else the most of them; the best first. */
  async function find(words) {
    const scores = new Map();
    for (const best of await Promise.all(words.map(points))) {
      for (const [entry, value] of best) {
        const { count, sum } = scores.get(entry) ?? { count: 0, sum: 0 };
        scores.set(entry, { count: count + 1, sum: sum + value, entry });
      }
    }
    let most = 0;
    for (const { count } of scores.values()) most = Math.max(most, count);
    const found = [...scores.values()].filter(({ count }) => count === most);
    found.sort((a, b) => b.sum - a.sum || a.entry - b.entry);
    return { all: most === words.length, entries: found.map(({ entry }) => entry) };
  }

  const hasChinese = () => index.chinese;

  return { HAN, IS_HAN, about, asked, find, fits, fold, hasChinese, open, pageOf, terms };
})();
