/* Questions away from their chapters: the quiz of a module and the review page. Their texts come
   from assets/questions/<module>.js, loaded when a session begins. */
"use strict";

(() => {
  const { make } = casebook;
  const MOST = 10; // questions in the quiz of a module: what fits into a quarter of an hour
  const banks = new Map(); // module -> {question id: HTML}

  casebook.questions = (module, questions) => banks.set(module, questions);

  const button = (text, click) => {
    const one = make("button", { type: "button" }, text);
    one.addEventListener("click", click);
    return one;
  };
  const count = (number, one, more) => `${number} ${number === 1 ? one : more}`;
  const shuffle = (all) => all.map((one) => [Math.random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

  /* A script element and not fetch(): the page may have been opened from a folder. */
  const load = (module, root) =>
    new Promise((resolve, reject) => {
      if (banks.has(module)) return resolve();
      document.head.append(make("script", { src: `${root}assets/questions/${module}.js`, onload: resolve, onerror: reject }));
    });

  /* A question's own section, its links led from the site's root to this page. */
  function section(html, root) {
    const holder = make("template");
    holder.innerHTML = html;
    for (const name of ["href", "src"])
      for (const one of holder.content.querySelectorAll(`[${name}]`)) {
        const value = one.getAttribute(name);
        if (!/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(value)) one.setAttribute(name, root + value);
        // Whoever reads again comes back to the session.
        if (name === "href") one.target = "_blank";
      }
    return holder.content.firstElementChild;
  }

  /* Every question of the page's lists of objectives. */
  const rows = () =>
    [...document.querySelectorAll(".cb-by-objective > li")].map((row) => {
      const { chapter } = row.dataset;
      const questions = row.dataset.questions.split(" ").filter(Boolean).map((one) => {
        const [id, version, kind] = one.split(":");
        return { id, version, kind, chapter };
      });
      return { row, questions };
    });

  /* A chapter's questions are known from now on, so that its progress can be shown. */
  function remember({ question: { chapter } }) {
    const all = rows().flatMap((one) => one.questions).filter((one) => one.chapter === chapter);
    casebook.knows(chapter, Object.fromEntries(all.map((one) => [one.id, one.version])), true);
  }

  /* Ask questions one at a time, or, closed book, all and then the answers. `place` is the
     element of the page in which this happens; `done` makes it as it was before. */
  class Session {
    constructor(place, entries, { closed = false, done }) {
      Object.assign(this, { place, entries, closed, done, root: place.dataset.root, asked: [] });
    }

    async begin() {
      const modules = new Set(this.entries.map((one) => one.chapter.split("/")[0]));
      try {
        await Promise.all([...modules].map((module) => load(module, this.root)));
      } catch {
        const sorry = make("p", { tabIndex: -1 }, "The questions could not be loaded. Try again when you are online.");
        this.place.replaceChildren(sorry, this.buttons(button("Try again", () => this.begin())));
        sorry.focus();
        return;
      }
      const html = ({ id, chapter }) => banks.get(chapter.split("/")[0])?.[id];
      const known = this.entries.filter(html);
      this.sections = known.map((entry, i) => {
        const one = section(html(entry), this.root);
        const label = one.querySelector(".cb-question-label");
        label.setAttribute("aria-level", "2");
        label.firstChild.data = `Question ${i + 1} of ${known.length} `;
        return one;
      });
      this.home = known;
      if (this.closed) this.all();
      else this.one();
    }

    buttons(...all) {
      return make("p", { className: "cb-buttons" }, ...all, button("Leave", () => this.leave()));
    }

    leave() {
      this.done();
      this.place.querySelector("button")?.focus();
    }

    one() {
      const next = this.sections[this.asked.length];
      if (!next) return this.end();
      const last = this.asked.length + 1 === this.sections.length;
      const go = button(last ? "See how it went" : "Next question", () => this.one());
      go.hidden = true;
      const foot = this.buttons(go);
      foot.classList.add("cb-next");
      this.place.replaceChildren(next, foot);
      const asked = casebook.ask(next, {
        after: (one) => {
          remember(one);
          go.hidden = false;
        },
      });
      this.asked.push(asked);
      this.label(next);
    }

    all() {
      let handed = false;
      const after = (one) => {
        remember(one);
        if (handed) this.end(true); // an essay is marked after the rest: each mark changes the sum
      };
      this.place.replaceChildren(...this.sections);
      this.asked = this.sections.map((one) => casebook.ask(one, { later: true, after }));
      const said = make("p", {});
      said.setAttribute("role", "status");
      let warned = false;
      const hand = button("Hand in", () => {
        const blank = this.asked.filter((one) => !one.answered()).length;
        if (blank && !warned) {
          warned = true;
          said.textContent = `${count(blank, "question is", "questions are")} not answered yet. Press again to hand in all the same.`;
          return;
        }
        foot.remove();
        said.remove();
        for (const one of this.asked) one.check();
        handed = true;
        this.end(true).focus();
      });
      const foot = this.buttons(hand);
      this.place.append(said, foot);
      this.label(this.sections[0]);
    }

    /* Where a new question begins: what it asks is heard before its choices. */
    label(one) {
      const label = one.querySelector(".cb-question-label");
      label.tabIndex = -1;
      label.focus();
    }

    /* What was right, and what to read again. `keep`: the questions stay below. */
    end(keep = false) {
      const done = this.asked.filter((one) => one.score !== undefined);
      const missed = done.filter((one) => !one.right);
      const lead = make("p", { className: "cb-result", tabIndex: -1 });
      lead.textContent = `${done.length - missed.length} of ${done.length} right.`;
      if (done.length < this.asked.length) lead.textContent += ` ${this.asked.length - done.length} to be marked by you.`;
      if (missed.length) lead.textContent += ` ${count(missed.length, "question comes", "questions come")} back tomorrow.`;
      const box = make("div", { className: "cb-summary" }, lead);
      if (missed.length) {
        const links = missed.map(({ section: one, question: { id, chapter } }) => {
          const link = make("a", { href: `${this.root}modules/${chapter}/#q-${id}`, target: "_blank" });
          link.textContent = one.querySelector(".cb-stem").textContent.trim();
          return make("li", {}, link);
        });
        const again = button(`Try again ${count(missed.length, "question", "questions")}`, () =>
          new Session(this.place, missed.map(({ question }) => question), { done: this.done }).begin(),
        );
        box.append(make("p", {}, "To read again:"), make("ul", {}, ...links), again, " ");
      }
      box.append(button("Back to the start", () => this.leave()));
      this.place.querySelector(".cb-summary")?.remove();
      if (keep) this.place.prepend(box);
      else this.place.replaceChildren(box);
      if (!keep) lead.focus();
      return lead;
    }
  }

  /* The quiz of a module: at most ten questions, each for another objective, drawn anew. */
  function moduleQuiz(place) {
    const objectives = rows().map(({ questions }) => questions.filter((one) => one.kind !== "essay")).filter((all) => all.length);
    const number = Math.min(MOST, objectives.length);
    function start() {
      const draw = () => shuffle(objectives).slice(0, number).map((questions) => shuffle(questions)[0]);
      const begin = (closed) => new Session(place, draw(), { closed, done: start }).begin();
      place.replaceChildren(
        make("p", {}, `${count(number, "question", "questions")}. Begin:`),
        make("p", { className: "cb-buttons" }, button("Open book", () => begin(false)), button("Closed book", () => begin(true))),
      );
    }
    place.before(casebook.warning());
    start();
  }

  function review(place) {
    const ask = (entries) => new Session(place, entries, { done: show }).begin();

    function show() {
      const record = casebook.read();
      const all = rows();
      const questions = all.flatMap((one) => one.questions);
      const due = questions.filter((one) => casebook.isDue(casebook.entry(one, record)));
      due.sort((a, b) => record.questions[a.id].due - record.questions[b.id].due);
      if (due.length) {
        const go = button(`Review ${count(due.length, "question", "questions")}`, () => ask(due));
        place.replaceChildren(
          make("p", {}, `${count(due.length, "question has", "questions have")} come back.`),
          make("p", { className: "cb-buttons" }, go),
        );
      } else place.replaceChildren(make("p", {}, nothing(questions, record)));
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
      if (!questions.length) return;
      const right = questions.filter((one) => casebook.entry(one, record)?.right).length;
      const words = ` ${right} of ${count(questions.length, "question", "questions")} right `;
      const shown = row.querySelector(".cb-state");
      if (shown) {
        shown.firstChild.data = words; // the button keeps the focus that it may have
        return;
      }
      const practise = button("Practise", () => {
        ask(shuffle(questions));
        place.scrollIntoView();
      });
      practise.setAttribute("aria-label", `Practise: ${row.firstElementChild.textContent}`);
      row.append(make("span", { className: "cb-state" }, words, practise));
    }

    const idle = () => !place.querySelector(".cb-question, .cb-summary");
    const renew = () => idle() && show();
    place.before(casebook.warning());
    casebook.onChange(renew);
    for (const [target, name] of [[document, "visibilitychange"], [window, "pageshow"]]) target.addEventListener(name, renew);
    show();
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
      file.value = "";
      if (found === "newer") return say("That copy is from a newer edition of this site.");
      if (!found) return say("That file is no copy of a record.");
      if (found.course && found.course !== casebook.course) return say("That copy is from another course.");
      casebook.change((record) => merge(record, found));
      const brought = `Brought in: ${count(Object.keys(found.questions).length, "question", "questions")}.`;
      say(casebook.kept() ? brought : `${brought} But this browser will not keep them.`);
    });

    /* What was answered last wins; a draft that is here stays. */
    function merge(record, found) {
      for (const [id, one] of Object.entries(found.questions))
        if (!((record.questions[id]?.day ?? -1) > (one.day ?? 0))) record.questions[id] = one;
      for (const name of ["chapters", "drafts"]) record[name] = { ...found[name], ...record[name] };
    }

    const confirm = button("Yes, erase everything", () => {
      confirm.hidden = true;
      say(casebook.erase() ? "Erased." : "This browser does not let the page erase anything.");
      erase.focus();
    });
    confirm.hidden = true;
    const erase = button("Erase my record", () => {
      confirm.hidden = !confirm.hidden;
      say(confirm.hidden ? "" : "All your answers, drafts and guesses will be gone.");
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
    place.append(trust, make("p", { className: "cb-buttons" }, save, erase, confirm), make("p", {}, bring), said);
  }

  for (const place of document.querySelectorAll(".cb-session[data-session=module]")) moduleQuiz(place);
  for (const place of document.querySelectorAll(".cb-session[data-session=review]")) review(place);
  for (const place of document.querySelectorAll(".cb-record")) ownRecord(place);
})();
