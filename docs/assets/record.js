/* The reader's own record: what was answered, kept in this browser and nowhere else.

   One entry of localStorage holds it, named after the course and not after the edition, as
   {version: 1, questions: {id: entry}, chapters: {"module/chapter": {id: version}},
   drafts: {id: text of an essay}, options: {sure: whether to ask how sure one is}}.
   An entry has v (the version of the question), c (its chapter), score (0 to 1), right, day (of
   the last answer), box, due, tries, sure and guess. Days are those of the reader's time zone.

   Every change reads the record again first, so that two tabs lose nothing. A record that can't
   be read is set aside, not overwritten; where nothing can be kept, the page works without. */
"use strict";

window.casebook = (() => {
  const WAIT = [0, 1, 3, 7, 16, 35]; // days until a question in box 1 to 5 comes back
  const KNOWN = WAIT.length; // the box of what comes back no more
  const FIRST = 3; // the box after a right first answer
  const KEY = `casebook:${document.querySelector("meta[name=casebook-course]")?.content}`;

  let instead = null; // the record, where the browser keeps nothing
  let trouble = ""; // why, or what became of the record: "blocked", "full", "damaged", "newer"
  const listeners = [];

  const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / 86400000);
  const empty = () => ({ version: 1, questions: {}, chapters: {}, drafts: {}, options: {} });
  const isObject = (one) => typeof one === "object" && one !== null && !Array.isArray(one);
  const isDay = (one) => one === undefined || (Number.isInteger(one) && Math.abs(one) < 1e6);

  const usable = (one) =>
    isObject(one) &&
    typeof one.v === "string" &&
    typeof one.c === "string" &&
    (one.score === undefined || (one.score >= 0 && one.score <= 1)) &&
    (one.box === undefined || (Number.isInteger(one.box) && one.box >= 1 && one.box <= KNOWN)) &&
    isDay(one.day) &&
    isDay(one.due);

  /* The record in a text, without the entries that make no sense; null when it is none. */
  function parse(text) {
    try {
      const found = JSON.parse(text);
      if (!isObject(found) || !Number.isInteger(found.version)) return null;
      if (found.version > 1) return "newer";
      const keep = (all, good) => Object.fromEntries(Object.entries(isObject(all) ? all : {}).filter(([, one]) => good(one)));
      return {
        version: 1,
        questions: keep(found.questions, usable),
        chapters: keep(found.chapters, isObject),
        drafts: keep(found.drafts, (one) => typeof one === "string"),
        options: isObject(found.options) ? found.options : {},
      };
    } catch {
      return null;
    }
  }

  function read() {
    if (instead) return instead;
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      trouble = "blocked";
      return (instead = empty());
    }
    if (text === null) return empty();
    const found = parse(text);
    if (isObject(found)) return found;
    trouble = found || "damaged";
    if (found === "newer") return (instead = empty()); // another page wrote it: leave it alone
    try {
      localStorage.setItem(`${KEY}:damaged`, text);
      localStorage.removeItem(KEY);
    } catch {
      instead = empty();
    }
    return empty();
  }

  function change(how) {
    const record = read();
    how(record);
    if (!instead) {
      try {
        localStorage.setItem(KEY, JSON.stringify(record));
      } catch {
        trouble = "full";
        instead = record;
      }
    }
    for (const listener of listeners) listener(record);
  }

  /* Leitner's rule, as the review page tells it. */
  function next(old, right, sure) {
    const day = today();
    if (!right) return { box: 1, due: day + WAIT[1] };
    if (old?.day === day) return { box: old.box, due: old.due }; // once a day
    if (sure === "guess") return { box: old?.box ?? 1, due: day + WAIT[1] };
    const box = old?.box ? Math.min(old.box + 1, KNOWN) : FIRST;
    return box === KNOWN ? { box } : { box, due: day + WAIT[box] };
  }

  /* The entry of a question as it is asked now; undefined when it was another question. */
  const entry = (question, record = read()) => {
    const found = record.questions[question.id];
    return found?.v === question.version ? found : undefined;
  };

  function answered(question, { score, right, sure }) {
    change((record) => {
      const old = entry(question, record);
      const before = old?.score === undefined ? undefined : old;
      record.questions[question.id] = {
        v: question.version,
        c: question.chapter,
        score,
        right,
        day: today(),
        tries: (before?.tries ?? 0) + 1,
        ...(sure && { sure }),
        ...(old?.guess && { guess: old.guess }),
        ...next(before, right, sure),
      };
    });
  }

  /* A guess before reading is no answer; it is only shown again beside the answer. */
  function guessed(question, guess) {
    change((record) => {
      const old = entry(question, record);
      record.questions[question.id] = { ...old, v: question.version, c: question.chapter, guess };
    });
  }

  const isDue = (found) => found?.score !== undefined && found.due !== undefined && found.due <= today();

  /* How far the reader is in a chapter that was opened before: {right, total}, else undefined. */
  function progress(chapter, record = read()) {
    const questions = Object.entries(record.chapters[chapter] ?? {});
    const entries = questions.map(([id, version]) => entry({ id, version }, record));
    if (!entries.some((one) => one?.score !== undefined)) return undefined;
    return { right: entries.filter((one) => one?.right).length, total: questions.length };
  }

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /* Beside each link to a chapter, in the navigation and on the home page. */
  function showProgress() {
    const record = read();
    for (const link of document.querySelectorAll(".md-nav__link[href], .cb-modules ol a, #chapters ~ * td a")) {
      const [, chapter] = /\/modules\/([^/]+\/[^/]+)\/(?:index\.html)?$/.exec(link.href.split("#")[0]) ?? [];
      link.querySelector(".cb-progress")?.remove();
      const done = chapter && progress(chapter, record);
      if (!done) continue;
      const words = make("span", { className: "cb-unseen" }, ` ${done.right} of ${done.total} questions right`);
      const short = make("span", { ariaHidden: "true" }, `${done.right}/${done.total}`);
      link.append(make("span", { className: "cb-progress" }, short, words));
    }
  }

  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) for (const listener of listeners) listener(read());
  });
  listeners.push(showProgress);
  showProgress();

  return {
    KNOWN,
    answered,
    change,
    entry,
    guessed,
    isDue,
    make,
    onChange: (listener) => listeners.push(listener),
    parse,
    read,
    today,
    trouble: () => trouble,
  };
})();
