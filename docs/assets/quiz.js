/* Questions that answer back. templates/question.md writes each as text that is whole without
   this script; here its list becomes controls, and what stands in its closed <details> is shown,
   as a copy, where it belongs once the reader has answered. The original stays for the printer.

   Every kind gives: given(), the answer or null; what(given), the answer in words; score(given),
   0 to 1; show(given), which puts the feedback beside what it is about and gives the rest. */
"use strict";

(() => {
  const { make } = casebook;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const ENOUGH = 0.75; // of an essay's points: it is marked by the reader, and roughly
  const SURE = { guess: "a guess", fairly: "fairly sure", certain: "certain" };

  const list = (section, name) => [...section.querySelectorAll(`${name} > li`)];
  const isRight = (verdict) => verdict.classList.contains("cb-right");
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  /* As answers.py folds them, so that both find the same answers alike. */
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  /* A copy of an element that may stand a second time in the page. `lead`: right or wrong, said
     in words first, where the element itself does not say it. */
  function copy(element, className = element.className, lead = "") {
    const twin = element.cloneNode(true);
    for (const one of twin.querySelectorAll("[id]")) one.removeAttribute("id");
    const box = make("div", { className: `cb-feedback ${className}` }, ...twin.childNodes);
    if (lead) (box.querySelector("p") ?? box).prepend(make("strong", {}, `${lead} `));
    return box;
  }

  const marked = (element, right, lead) => copy(element, right ? "cb-right" : "cb-wrong", lead);

  /* single, true-false and multiple: a radio button or a checkbox for each choice. */
  const choose = (type) => (section) => {
    const items = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const inputs = items.map((item, i) => {
      const input = make("input", { type, name: `given-${section.id}`, value: String(i) });
      const only = item.children.length === 1 && item.firstElementChild.tagName === "P" ? item.firstElementChild : item;
      item.replaceChildren(make("label", {}, input, make("span", {}, ...only.childNodes)));
      return input;
    });
    const name = (i) => (section.dataset.kind === "true-false" ? words(items[i]) : LETTERS[i]);
    return {
      given: () => {
        const chosen = inputs.flatMap((input, i) => (input.checked ? [i] : []));
        return chosen.length ? chosen : null;
      },
      what: (given) => given.map(name).join(", "),
      score: (given) => {
        const rights = verdicts.filter(isRight).length;
        const hits = given.filter((i) => isRight(verdicts[i])).length;
        if (type === "radio") return hits;
        return Math.max(0, hits / rights - (given.length - hits) / (verdicts.length - rights));
      },
      show: (given) => {
        items.forEach((item, i) => {
          if (given?.includes(i)) item.classList.add("cb-chosen");
          item.append(copy(verdicts[i]));
        });
        return [];
      },
    };
  };

  /* A list of letters for each item on the left. */
  function match(section) {
    const left = list(section, ".cb-left");
    const right = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const start = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
    const lists = left.map((item) => {
      const select = make("select", {}, new Option("choose", ""));
      select.append(...right.map((one, i) => new Option(`${LETTERS[i]}: ${start(words(one))}`, i)));
      select.setAttribute("aria-label", `What goes with “${words(item)}”`);
      item.append(make("p", { className: "cb-matched" }, "goes with ", select));
      return select;
    });
    const hit = (given, i) => given[i] === verdicts[i].dataset.choice;
    return {
      missing: "Choose one for every item first.",
      given: () => (lists.every((one) => one.value) ? lists.map((one) => one.value) : null),
      what: (given) => given.map((letter, i) => `${i + 1} with ${LETTERS[letter]}`).join(", "),
      score: (given) => given.filter((_, i) => hit(given, i)).length / left.length,
      show: (given) => {
        left.forEach((item, i) =>
          item.append(given ? marked(verdicts[i], hit(given, i), hit(given, i) ? "Right." : "Wrong.") : copy(verdicts[i])),
        );
        return verdicts.slice(left.length).map((one) => copy(one));
      },
    };
  }

  /* Buttons that move an item, and the arrow keys on them. */
  function order(section, say) {
    const items = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const place = items[0].parentNode;
    const right = verdicts.map((one) => Number(one.dataset.choice));
    function move(item, step, button) {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(item);
      else other.after(item);
      button.focus();
      say(`${LETTERS[items.indexOf(item)]} is now ${[...place.children].indexOf(item) + 1} of ${items.length}.`);
    }
    items.forEach((item, i) => {
      const name = words(item);
      const buttons = [["↑", -1, "earlier"], ["↓", 1, "later"]].map(([sign, step, where]) => {
        const button = make("button", { type: "button" }, sign);
        button.setAttribute("aria-label", `Move ${LETTERS[i]} ${where}: ${name}`);
        button.addEventListener("click", () => move(item, step, button));
        button.addEventListener("keydown", (event) => {
          const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
          if (!by) return;
          event.preventDefault();
          move(item, by, button);
        });
        return button;
      });
      const text = make("div", {}, ...item.childNodes);
      item.append(make("div", { className: "cb-movable" }, text, make("span", { className: "cb-move" }, ...buttons)));
    });
    return {
      given: () => [...place.children].map((item) => items.indexOf(item)),
      what: (given) => given.map((i) => LETTERS[i]).join(", "),
      score: (given) => given.filter((one, at) => one === right[at]).length / items.length,
      show: (given) => {
        right.forEach((one, at) => {
          const hit = given && given[at] === one;
          const lead = hit ? `Right, place ${at + 1}.` : given ? `Wrong: it is at place ${at + 1}.` : `Place ${at + 1}.`;
          items[one].append(marked(verdicts[at], !given || hit, lead));
        });
        return [];
      },
    };
  }

  function short(section) {
    const verdicts = list(section, ".cb-verdicts");
    const forms = (verdict, name) => [...verdict.querySelectorAll(name)].map((one) => fold(one.textContent));
    const accepted = forms(verdicts[0], ".cb-accepted");
    const field = make("input", { type: "text", autocomplete: "off", spellcheck: false });
    section.querySelector(".cb-hint").after(make("label", { className: "cb-short" }, "Your answer ", field));
    const isOther = (one) => "otherwise" in one.dataset;
    const meant = (given) => {
      if (accepted.includes(fold(given))) return verdicts[0];
      return verdicts.find((one) => forms(one, ".cb-mistake").includes(fold(given))) ?? verdicts.find(isOther);
    };
    return {
      given: () => (fold(field.value) ? field.value.trim() : null),
      what: (given) => `“${given}”`,
      score: (given) => Number(meant(given) === verdicts[0]),
      show: (given) => {
        const first = given ? meant(given) : undefined;
        const shown = first ? [copy(first)] : [];
        shown[0]?.classList.add("cb-chosen");
        return [...shown, ...verdicts.filter((one) => one !== first && !isOther(one)).map((one) => copy(one))];
      },
    };
  }

  /* The reader marks an essay, criterion by criterion, beside a model answer. */
  function essay(section, say, question) {
    const text = make("textarea", { rows: 6, value: casebook.read().drafts[question.id] ?? "" });
    section.querySelector(".cb-hint").after(make("label", { className: "cb-essay" }, "Your answer ", text));
    let kept = text.value;
    const keep = () => {
      if (text.value === kept) return;
      kept = text.value;
      casebook.change((record) => {
        if (kept) record.drafts[question.id] = kept;
        else delete record.drafts[question.id];
      });
    };
    let waiting = 0;
    text.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 1000);
    });
    addEventListener("pagehide", keep);
    return {
      given: () => text.value,
      marks: (done) => {
        keep();
        const lead = make("p", { className: "cb-lead", tabIndex: -1 }, make("strong", {}, "A model answer"));
        const model = copy(section.querySelector(".cb-answer .cb-model"), "cb-model");
        const criteria = list(section, ".cb-answer .cb-rubric").map((one) => {
          const input = make("input", { type: "checkbox", value: one.dataset.points });
          const twin = copy(one, "");
          return make("li", {}, make("label", {}, input, make("span", {}, ...(twin.querySelector("p") ?? twin).childNodes)));
        });
        const ticked = (all) => all.reduce((sum, one) => sum + Number(one.value), 0);
        const button = make("button", { type: "button" }, "Keep my mark");
        const rubric = make("ul", { className: "cb-marks" }, ...criteria);
        button.addEventListener("click", () => {
          const all = [...rubric.querySelectorAll("input")];
          for (const one of all) one.disabled = true;
          button.remove();
          done(ticked(all.filter((one) => one.checked)) / ticked(all));
        });
        return [lead, model, make("p", { className: "cb-lead" }, "Tick what yours has:"), rubric, button];
      },
    };
  }

  const KINDS = {
    single: choose("radio"),
    "true-false": choose("radio"),
    multiple: choose("checkbox"),
    match,
    order,
    short,
    essay,
  };

  function sureness(section) {
    const options = Object.entries(SURE).map(([value, text]) =>
      make("label", {}, make("input", { type: "radio", name: `sure-${section.id}`, value }), ` ${text} `),
    );
    const field = make("fieldset", { className: "cb-sure" }, make("legend", {}, "How sure are you?"), ...options);
    field.hidden = casebook.read().options.sure === false;
    return field;
  }

  const date = (day) =>
    new Date(day * 86400000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  /* “1.5 of 2 points” where a question has more than one. */
  const points = (score, whole) => (whole > 1 ? ` ${Math.round(score * whole * 10) / 10} of ${whole} points.` : "");

  /* The words above the feedback: never a grade, always what to do with it. */
  function verdict({ score, right, kind, whole }, entry) {
    const tomorrow = entry.due === casebook.today() + 1;
    const first = right ? "Right." : score > 0 ? `Partly right: ${Math.round(score * 100)} %.` : "Not right.";
    const parts = [kind === "essay" ? `Your mark: ${Math.round(score * 100)} % of the points.` : first + points(score, whole)];
    if (entry.sure === "guess" && right) parts.push(`You said it was a guess${tomorrow ? ", so it comes back tomorrow" : ""}.`);
    if (entry.sure === "certain" && !right) parts.push("You were certain: the reason is worth a slow look.");
    if (entry.sure === "guess" && !right) parts.push("You knew that you were guessing: the reason is below.");
    if (entry.guess) parts.push(`Before reading you guessed ${entry.guess}.`);
    return parts.join(" ");
  }

  /* Make a question answer back. Gives {section, question, kind, whole (its points), score,
     right, check, reset}: `score` is undefined until it is answered; reset() makes it as it was
     and gives its section. `later`: nothing is checked before check() is called, as in a
     closed-book quiz. `after` is called once the question is answered. */
  function ask(section, { later = false, after = () => {} } = {}) {
    const original = section.cloneNode(true);
    const { question: id, version, chapter, kind } = section.dataset;
    const whole = Number(section.dataset.points ?? 1);
    const self = { section, question: { id, version, chapter }, kind, whole, score: undefined, right: false };
    begin(self, later, after);
    self.reset = () => {
      const fresh = original.cloneNode(true);
      self.section.replaceWith(fresh);
      Object.assign(self, { section: fresh, score: undefined, right: false });
      begin(self, later, after);
      return fresh;
    };
    return self;
  }

  function begin(self, later, after) {
    const { section, question, kind } = self;
    const guessing = section.classList.contains("cb-pretest");
    const status = make("p", { className: "cb-status", tabIndex: -1 });
    status.setAttribute("role", "status");
    const say = (text) => (status.textContent = text);
    const made = KINDS[kind](section, say, question);

    const stem = section.querySelector(".cb-stem");
    stem.id = `stem-${section.id}`;
    const form = make("form", { noValidate: true });
    const fields = make("fieldset", { className: "cb-given" }, make("legend", { className: "cb-unseen" }, "Your answer"));
    fields.setAttribute("aria-describedby", stem.id);
    fields.append(...section.querySelectorAll(":scope > .cb-left, :scope > .cb-choices, :scope > label"));
    form.append(fields);
    section.querySelector(".cb-hint").after(form);
    const sure = sureness(section);
    const check = make("button", { className: "cb-check" }, guessing ? "Keep my guess" : kind === "essay" ? "Show a model answer" : "Check");
    const look = make("button", { type: "button", className: "cb-look" }, "Show the answer");
    const buttons = make("p", { className: "cb-buttons" }, check);
    if (!guessing && kind !== "essay") {
      buttons.append(look);
      form.append(sure);
    }
    if (!later) form.append(buttons); // a hidden button would still answer to Enter
    form.append(status);
    section.classList.add("cb-live");

    const old = casebook.entry(question);
    if (guessing && old?.guess) say(`You guessed ${old.guess}.`);
    else if (old?.score !== undefined) say(`You answered this on ${date(old.day)}: ${old.right ? "right" : "it was missed"}.`);
    else if (casebook.read().questions[question.id]?.score !== undefined) say("This question has changed since you answered it.");

    let finished = false;
    function finish(given) {
      if (finished) return;
      finished = true;
      fields.disabled = true;
      buttons.remove();
      if (kind === "essay") {
        form.append(...made.marks((score) => end(score, "", [])));
        if (!later) form.querySelector(".cb-lead").focus();
      } else end(given === null ? 0 : made.score(given), given, made.show(given));
    }

    function end(score, given, shown) {
      self.score = score;
      self.right = kind === "essay" ? score >= ENOUGH : score === 1;
      const how = given === null ? undefined : sure.querySelector("input:checked")?.value;
      const entry = casebook.answered(question, { score, right: self.right, sure: how });
      sure.remove();
      say("");
      const result = make("p", { className: `cb-result ${self.right ? "cb-right" : "cb-wrong"}`, tabIndex: -1 });
      result.textContent = given === null ? "Here is the answer; the question comes back tomorrow." : verdict(self, entry);
      form.before(result);
      form.append(...shown, copy(section.querySelector(".cb-answer .cb-why"), "cb-why"));
      if (!self.right && !later) {
        const again = make("button", { type: "button" }, "Try again");
        again.addEventListener("click", () => focusIn(self.reset()));
        form.append(make("p", { className: "cb-buttons" }, again));
      }
      after(self);
      if (!later || kind === "essay") result.focus();
    }

    self.answered = () => made.given() !== null && made.given() !== "";
    self.check = () => finish(made.given());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (later || finished) return;
      const given = made.given();
      if (given === null) return say(made.missing ?? "Answer first, or let the answer be shown.");
      if (!guessing) return finish(given);
      casebook.guessed(question, made.what(given));
      fields.disabled = true;
      buttons.remove();
      say(`Kept: ${made.what(given)}. The chapter has the answer.`);
      status.focus();
    });
    look.addEventListener("click", () => finish(null));
  }

  const focusIn = (section) => section.querySelector("input, select, textarea, button").focus();

  Object.assign(casebook, { ask, focusIn, fold, points });

  for (const section of document.querySelectorAll(".cb-pretest")) ask(section);

  /* The questions of a chapter: how far the reader is, and what was missed once more. */
  for (const place of document.querySelectorAll(".cb-questions")) {
    const score = make("p", { className: "cb-score" });
    score.setAttribute("role", "status");
    const retry = make("button", { type: "button", hidden: true });
    const sections = [...place.querySelectorAll(".cb-question")];
    const versions = Object.fromEntries(sections.map((one) => [one.dataset.question, one.dataset.version]));
    const { chapter } = sections[0].dataset;
    casebook.knows(chapter, versions);
    const all = sections.map((section) => ask(section, { after: show }));
    function show() {
      casebook.knows(chapter, versions, true);
      const done = all.filter((one) => one.score !== undefined);
      const missed = done.filter((one) => !one.right);
      const total = (each) => done.reduce((sum, one) => sum + each(one), 0);
      const got = total((one) => one.score * one.whole);
      const whole = total((one) => one.whole);
      score.textContent =
        `${done.length} of ${all.length} answered, ${done.length - missed.length} right.` +
        (whole > done.length ? ` ${Math.round(got * 10) / 10} of ${whole} points.` : "");
      retry.hidden = !missed.length;
      retry.textContent = missed.length === 1 ? "Try again the one that was missed" : `Try again the ${missed.length} that were missed`;
      retry.onclick = () => {
        const first = missed.map((one) => one.reset())[0];
        show();
        focusIn(first);
      };
    }
    place.append(make("div", { className: "cb-summary" }, score, retry));
  }

  /* Whether to ask how sure one is: the reader's choice, for every page. */
  for (const place of document.querySelectorAll(".cb-quiz-options")) {
    const box = make("input", { type: "checkbox", checked: casebook.read().options.sure !== false });
    box.addEventListener("change", () => {
      casebook.change((record) => (record.options.sure = box.checked));
      for (const one of document.querySelectorAll(".cb-sure")) one.hidden = !box.checked;
    });
    place.prepend(make("label", {}, box, " Ask how sure I am"), " ");
    place.after(casebook.warning());
  }
})();
