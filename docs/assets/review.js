/* Questions away from their chapters: the quiz of a module and the review page. Their texts come
   from assets/questions/<module>.js, loaded when a session begins. */
"use strict";

(() => {
  const { make } = casebook;
  const banks = new Map(); // module -> {question id: HTML}

  casebook.questions = (module, questions) => banks.set(module, questions);

  const button = (text, click) => {
    const one = make("button", { type: "button" }, text);
    one.addEventListener("click", click);
    return one;
  };
  const count = (number, one, more) => `${number} ${number === 1 ? one : more}`;

  /* A script element and not fetch(): the page may have been opened from a folder. */
  const load = (module, root) =>
    new Promise((resolve, reject) => {
      if (banks.has(module)) return resolve();
      const script = make("script", { src: `${root}assets/questions/${module}.js`, onload: resolve, onerror: reject });
      document.head.append(script);
    });

  /* A question's own section, its links led from the site's root to this page. */
  function section(html, root) {
    const holder = make("template");
    holder.innerHTML = html;
    for (const name of ["href", "src"])
      for (const one of holder.content.querySelectorAll(`[${name}]`)) {
        const value = one.getAttribute(name);
        if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(value)) one.setAttribute(name, root + value);
      }
    return holder.content.firstElementChild;
  }

  /* Where a question stands in its chapter, for those who want to read again. */
  const home = ({ id, chapter }, root) => `${root}modules/${chapter}/#q-${id}`;

  /* A chapter's questions are known from now on, so that its progress can be shown. */
  function remember({ question: { chapter } }) {
    const all = rows().flatMap((one) => one.questions).filter((one) => one.chapter === chapter);
    casebook.change((record) => (record.chapters[chapter] = Object.fromEntries(all.map((one) => [one.id, one.version]))));
  }

  /* Ask questions one at a time, or, closed book, all and then the answers. */
  class Session {
    constructor(place, entries, { closed = false, done = () => {} } = {}) {
      Object.assign(this, { place, entries, closed, done, root: place.dataset.root, asked: [] });
    }

    async begin() {
      const modules = new Set(this.entries.map((one) => one.chapter.split("/")[0]));
      try {
        await Promise.all([...modules].map((module) => load(module, this.root)));
      } catch {
        this.place.replaceChildren(make("p", {}, "The questions could not be loaded. Reload the page when you are online."));
        return;
      }
      const known = this.entries.filter(({ id, chapter }) => banks.get(chapter.split("/")[0])?.[id]);
      this.sections = known.map(({ id, chapter }, i) => {
        const one = section(banks.get(chapter.split("/")[0])[id], this.root);
        one.querySelector(".cb-question-label").firstChild.data = `Question ${i + 1} of ${known.length} `;
        return one;
      });
      if (this.closed) this.all();
      else this.one();
    }

    one() {
      const next = this.sections[this.asked.length];
      if (!next) return this.end();
      this.place.replaceChildren(next);
      const after = () => {
        if (this.place.querySelector(".cb-next")) return;
        const last = this.asked.length === this.sections.length;
        const go = button(last ? "See how it went" : "Next question", () => this.one());
        this.place.append(make("p", { className: "cb-buttons cb-next" }, go));
      };
      this.asked.push(casebook.ask(next, { after: (one) => (remember(one), after()) }));
      casebook.focusIn(next);
    }

    all() {
      // An essay is marked after the rest: each mark changes the sum.
      let handed = false;
      const after = (one) => (remember(one), handed && this.end(true));
      const options = { later: true, after };
      this.place.replaceChildren(...this.sections);
      this.asked = this.sections.map((one) => casebook.ask(one, options));
      const hand = button("Hand in", () => {
        hand.remove();
        for (const one of this.asked) if (one.score === undefined) one.check();
        handed = true;
        this.end(true).focus();
      });
      this.place.append(make("p", { className: "cb-buttons" }, hand));
      casebook.focusIn(this.sections[0]);
    }

    /* What was right, what to read again, and how far "certain" could be trusted. */
    end(keep = false) {
      const done = this.asked.filter((one) => one.score !== undefined);
      const missed = done.filter((one) => !one.right);
      const lead = make("p", { className: "cb-result", tabIndex: -1 });
      lead.textContent = `${done.length - missed.length} of ${this.asked.length} right.`;
      if (missed.length) lead.textContent += ` ${count(missed.length, "question comes", "questions come")} back tomorrow.`;
      const box = make("div", { className: "cb-summary" }, lead);
      if (missed.length) {
        const links = missed.map(({ section: one, question }) =>
          make("li", {}, make("a", { href: home(question, this.root) }, one.querySelector(".cb-stem").textContent.trim())),
        );
        const entries = missed.map(({ question }) => question);
        const again = button(`Try again ${count(missed.length, "question", "questions")}`, () =>
          new Session(this.place, entries, { done: this.done }).begin(),
        );
        box.append(make("p", {}, "To read again:"), make("ul", {}, ...links), again, " ");
      }
      box.append(button("Back to the start", this.done));
      this.place.querySelector(".cb-summary")?.remove();
      if (keep) this.place.prepend(box);
      else this.place.replaceChildren(box);
      if (!keep) lead.focus();
      return lead;
    }
  }

  const shuffle = (all) => all.map((one) => [Math.random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

  /* The quiz of a module: one question for each objective, drawn anew. */
  function moduleQuiz(place) {
    const objectives = rows().filter((one) => one.questions.length);
    function start() {
      const draw = () => objectives.map(({ questions }) => shuffle(questions)[0]);
      const begin = (closed) => new Session(place, draw(), { closed, done: start }).begin();
      place.replaceChildren(
        make("p", {}, `${count(objectives.length, "question", "questions")}. Begin:`),
        make("p", { className: "cb-buttons" }, button("Open book", () => begin(false)), " ", button("Closed book", () => begin(true))),
      );
    }
    start();
  }

  /* Every question of the page's lists of objectives. */
  const rows = () =>
    [...document.querySelectorAll(".cb-by-objective > li")].map((row) => {
      const { chapter } = row.dataset;
      const questions = row.dataset.questions.split(" ").filter(Boolean).map((one) => {
        const [id, version] = one.split(":");
        return { id, version, chapter };
      });
      return { row, questions };
    });

  const byDue = (record) => (a, b) => record.questions[a.id].due - record.questions[b.id].due;

  function review(place) {
    const trouble = make("p", { className: "cb-trouble" });
    place.before(trouble);
    const ask = (entries) => new Session(place, entries, { done: show }).begin();

    function show() {
      const record = casebook.read();
      const all = rows();
      const due = all.flatMap((one) => one.questions).filter((one) => casebook.isDue(casebook.entry(one, record)));
      due.sort(byDue(record));
      place.replaceChildren();
      if (due.length) {
        const go = button(`Review ${count(due.length, "question", "questions")}`, () => ask(due));
        place.append(make("p", {}, `${count(due.length, "question has", "questions have")} come back.`), make("p", { className: "cb-buttons" }, go));
      } else place.append(make("p", {}, nothing(all.flatMap((one) => one.questions), record)));
      for (const one of all) state(one, record);
    }

    function nothing(questions, record) {
      const entries = questions.map((one) => casebook.entry(one, record)).filter((one) => one?.score !== undefined);
      const next = Math.min(...entries.map((one) => one.due ?? Infinity));
      if (!entries.length) return "Nothing yet: answer the questions at the end of a chapter, and what you miss comes back here.";
      if (next === Infinity) return "Nothing is left to review: you know all that you have answered.";
      return `Nothing today. The next question comes back in ${count(next - casebook.today(), "day", "days")}.`;
    }

    /* Behind each objective: how many of its questions were right, and a button to practise. */
    function state({ row, questions }, record) {
      row.querySelector(".cb-state")?.remove();
      if (!questions.length) return;
      const right = questions.filter((one) => casebook.entry(one, record)?.right).length;
      const practise = button("Practise", () => {
        ask(shuffle(questions));
        place.scrollIntoView();
      });
      practise.setAttribute("aria-label", `Practise: ${row.firstElementChild.textContent}`);
      const words = ` ${right} of ${count(questions.length, "question", "questions")} right `;
      row.append(make("span", { className: "cb-state" }, words, practise));
    }

    const words = {
      blocked: "This browser does not let the page keep anything, so nothing will come back after you leave it.",
      full: "This browser has no room left, so what you answer now will not be kept.",
      damaged: "The record of your answers could not be read. It was set aside, and a new one begun.",
      newer: "The record of your answers was written by a newer edition. It is left as it is; what you answer here is not kept.",
    };
    const warn = () => (trouble.textContent = words[casebook.trouble()] ?? "");
    casebook.onChange(() => {
      warn();
      if (!place.querySelector(".cb-question, .cb-summary")) show();
    });
    show();
    warn();
  }

  /* Take the record away, bring one, erase it; and how far one's own certainty could be trusted. */
  function ownRecord(place) {
    const said = make("p", {});
    said.setAttribute("role", "status");
    const say = (text) => (said.textContent = text);
    const trust = make("div");
    const save = button("Save a copy", () => {
      const url = URL.createObjectURL(new Blob([JSON.stringify(casebook.read())], { type: "application/json" }));
      make("a", { href: url, download: "casebook-record.json" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
    const file = make("input", { type: "file", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      const found = file.files[0] && casebook.parse(await file.files[0].text());
      if (!found || found === "newer") return say(found ? "That copy is from a newer edition of this site." : "That file is no copy of a record.");
      casebook.change((record) => {
        for (const [id, one] of Object.entries(found.questions))
          if (!((record.questions[id]?.day ?? -1) > (one.day ?? 0))) record.questions[id] = one;
        for (const name of ["chapters", "drafts", "options"]) Object.assign(record[name], found[name]);
      });
      say(`Brought in: ${count(Object.keys(found.questions).length, "question", "questions")}.`);
      file.value = "";
    });
    const erase = button("Erase my record", () => {
      if (erase.dataset.sure) {
        casebook.change((record) => Object.assign(record, { questions: {}, chapters: {}, drafts: {}, options: {} }));
        say("Erased.");
      }
      erase.textContent = erase.dataset.sure ? "Erase my record" : "Erase it: are you sure?";
      if (erase.dataset.sure) delete erase.dataset.sure;
      else erase.dataset.sure = "asked";
    });
    erase.addEventListener("blur", () => {
      delete erase.dataset.sure;
      erase.textContent = "Erase my record";
    });

    function show() {
      const entries = Object.values(casebook.read().questions).filter((one) => one.sure);
      const lines = Object.entries({ certain: "certain", fairly: "fairly sure", guess: "guessing" }).flatMap(([sure, text]) => {
        const those = entries.filter((one) => one.sure === sure);
        return those.length ? [make("li", {}, `When ${text}: ${those.filter((one) => one.right).length} of ${those.length} right.`)] : [];
      });
      trust.replaceChildren(...(lines.length ? [make("p", {}, "What you said of your last answers, and how it went:"), make("ul", {}, ...lines)] : []));
    }
    casebook.onChange(show);
    show();
    const bring = make("label", {}, "Bring a copy in: ", file);
    place.append(trust, make("p", { className: "cb-buttons" }, save, " ", erase), make("p", {}, bring), said);
  }

  for (const place of document.querySelectorAll(".cb-session[data-session=module]")) moduleQuiz(place);
  for (const place of document.querySelectorAll(".cb-session[data-session=review]")) review(place);
  for (const place of document.querySelectorAll(".cb-record")) ownRecord(place);
})();
