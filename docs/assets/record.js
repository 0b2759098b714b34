/* The reader's own record: what was answered, kept in this browser and nowhere else.

   One entry of localStorage holds it, named after the course and not after the edition, as
   {version: 1, course, questions: {id: entry}, chapters: {"module/chapter": {id: version}},
   drafts: {id: text of an essay}, options: {sure: whether to ask how sure one is}}.
   An entry has v (the version of the question), c (its chapter) and, once answered, score (0 to
   1), right, day (of the last answer), box, due, tries, sure; and guess, if one was made before
   reading. Days are those of the reader's time zone.

   Every change reads the record again first, so that two tabs lose nothing. A record that can't
   be read is set aside, not overwritten; where nothing can be kept, the page works without. */
"use strict";

window.casebook = Object.assign(window.casebook ?? {}, (() => {
  const WAIT = [0, 1, 3, 7, 16, 35]; // days until a question in box 1 to 5 comes back
  const KNOWN = WAIT.length; // the box of what comes back no more
  const FIRST = 3; // the box after a right first answer
  const COURSE = document.querySelector("meta[name=casebook-course]")?.content;
  const KEY = `casebook:${COURSE}`;
  const ASIDE = `${KEY}:damaged`;
  const TICKS = `${KEY}:ticks`; // what was ticked off of an assignment; assign.js

  let instead = null; // the record, where the browser keeps nothing
  let trouble = ""; // why, or what became of the record: blocked, full, damaged, newer
  const listeners = [];

  const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / 86400000);
  const empty = () => ({ version: 1, course: COURSE, questions: {}, chapters: {}, drafts: {}, options: {} });

  const isObject = (one) => typeof one === "object" && one !== null && !Array.isArray(one);
  const isText = (one) => typeof one === "string";
  const isDay = (one) => Number.isInteger(one) && one > 0 && one < 100000;
  const optional = (good) => (one) => one === undefined || good(one);
  const FIELDS = {
    v: isText,
    c: isText,
    guess: optional(isText),
    sure: optional(isText),
    right: optional((one) => typeof one === "boolean"),
    score: optional((one) => typeof one === "number" && one >= 0 && one <= 1),
    tries: optional(Number.isInteger),
    box: optional((one) => Number.isInteger(one) && one >= 1 && one <= KNOWN),
    day: optional(isDay),
    due: optional(isDay),
  };

  /* Whether an entry makes sense: what another program or a newer page left there may not. */
  const usable = (one) =>
    isObject(one) &&
    Object.entries(FIELDS).every(([name, good]) => good(one[name])) &&
    (one.score === undefined) === (one.day === undefined) &&
    (one.score === undefined) === (one.box === undefined) &&
    !(one.due > one.day + WAIT.at(-1));

  /* The record in a text, without the entries that make no sense; null when it is none. */
  function parse(text) {
    try {
      const found = JSON.parse(text);
      if (!isObject(found) || !Number.isInteger(found.version)) return null;
      if (found.version > 1) return "newer";
      const keep = (all, good) => Object.fromEntries(Object.entries(isObject(all) ? all : {}).filter(([, one]) => good(one)));
      return {
        version: 1,
        course: found.course,
        questions: keep(found.questions, usable),
        chapters: keep(found.chapters, (one) => isObject(one) && Object.values(one).every(isText)),
        drafts: keep(found.drafts, isText),
        options: isObject(found.options) ? { sure: found.options.sure !== false } : {},
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
    if (found === "newer") {
      trouble = found;
      return (instead = empty()); // another page wrote it: leave it alone
    }
    try {
      localStorage.setItem(ASIDE, text);
      localStorage.removeItem(KEY);
      trouble = "damaged";
    } catch {
      trouble = "full";
      instead = empty();
    }
    return empty();
  }

  const tell = (record) => listeners.forEach((listener) => listener(record));

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
    tell(record);
  }

  /* Everything goes, also what was set aside or ticked off. Gives whether it is gone. */
  function erase() {
    instead = null;
    trouble = "";
    try {
      for (const name of [KEY, ASIDE, TICKS]) localStorage.removeItem(name);
    } catch {
      trouble = "blocked";
      instead = empty();
    }
    tell(read());
    return trouble === "";
  }

  /* Leitner's rule, as the review page tells it. */
  function next(old, right, sure) {
    const day = today();
    if (!right) return { box: 1, due: day + WAIT[1] };
    if (old && old.day >= day) return { box: old.box, due: old.due }; // once a day
    if (sure === "guess") return { box: old?.box ?? 1, due: day + WAIT[1] };
    if (old && old.due > day) return { box: old.box, due: old.due }; // not its day yet
    const box = old ? Math.min(old.box + 1, KNOWN) : FIRST;
    return box === KNOWN ? { box } : { box, due: day + WAIT[box] };
  }

  /* The entry of a question as it is asked now; undefined when it was another question. */
  const entry = (question, record = read()) => {
    const found = record.questions[question.id];
    return found?.v === question.version ? found : undefined;
  };

  /* Keep an answer; gives its new entry. */
  function answered(question, { score, right, sure }) {
    let made;
    change((record) => {
      const old = entry(question, record);
      const before = old?.score === undefined ? undefined : old;
      made = {
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
      record.questions[question.id] = made;
    });
    return made;
  }

  /* A guess before reading is no answer; it is only shown again beside the answer. */
  function guessed(question, guess) {
    change((record) => {
      const old = entry(question, record);
      record.questions[question.id] = { ...old, v: question.version, c: question.chapter, guess };
    });
  }

  /* What a chapter asks now; older versions, and questions that are gone, count no longer. */
  function knows(chapter, versions, always = false) {
    const known = read().chapters[chapter];
    if (!(known || always) || JSON.stringify(known) === JSON.stringify(versions)) return;
    change((record) => (record.chapters[chapter] = versions));
  }

  const isDue = (found) => found?.score !== undefined && found.due !== undefined && found.due <= today();

  /* How far the reader is in a chapter that was answered before: {right, total}, else undefined. */
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

  /* Beside each link to a chapter, in the navigation and on the home page; and of a module whose
     chapters were all begun, their sum. */
  function showProgress() {
    const record = read();
    const links = document.querySelectorAll(".cb-nav a, .cb-modules a, #chapters ~ * td a");
    for (const link of links) {
      const [, place] = /\/modules\/([^#?]+?)\/(?:index\.html)?$/.exec(link.href.split("#")[0]) ?? [];
      link.querySelector(".cb-progress")?.remove();
      const done = place && (place.includes("/") ? progress(place, record) : sum(place, record));
      if (!done) continue;
      const words = make("span", { className: "cb-unseen" }, ` ${done.right} of ${done.total} questions right`);
      const short = make("span", { ariaHidden: "true" }, `${done.right}/${done.total}`);
      link.append(make("span", { className: "cb-progress" }, short, words));
    }
  }

  function sum(module, record) {
    const begun = Object.keys(record.chapters).filter((one) => one.startsWith(`${module}/`));
    const done = begun.map((one) => progress(one, record)).filter(Boolean);
    if (!done.length) return undefined;
    return done.reduce((all, one) => ({ right: all.right + one.right, total: all.total + one.total }));
  }

  const TROUBLE = {
    blocked: "This browser does not let the page keep anything: nothing that you answer will come back after you leave.",
    full: "This browser has no room left: what you answer now will not be kept.",
    damaged: "The record of your answers could not be read. It was set aside, and a new one begun.",
    newer: "The record of your answers was written by a newer edition. It is left as it is; what you answer here is not kept.",
  };

  /* A line, kept up to date, that says what is wrong with the record; empty when nothing is. */
  function warning() {
    const line = make("p", { className: "cb-trouble" });
    line.setAttribute("role", "status");
    const show = () => (line.textContent = TROUBLE[trouble] ?? "");
    listeners.push(show);
    read();
    setTimeout(show); // a status is announced when it changes, not when it comes with the page
    return line;
  }

  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) tell(read());
  });
  listeners.push(showProgress);
  showProgress();

  return {
    answered,
    change,
    course: COURSE,
    entry,
    erase,
    guessed,
    isDue,
    kept: () => !instead,
    knows,
    make,
    onChange: (listener) => listeners.push(listener),
    parse,
    read,
    ticksKey: TICKS,
    today,
    warning,
  };
})());
