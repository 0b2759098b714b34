/* Questions that answer back. pages/quiz.py writes each as text that is whole without this
   script; here its list becomes controls, and what stands in its closed <details> is shown, as
   a copy, where it belongs once the reader has answered. The original stays for the printer.

   Every kind gives: given(), the answer or null; what(given), the answer in words; score(given),
   0 to 1; show(given), which puts the feedback beside what it is about. */
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

  /* A copy of an element that may stand a second time in the page. */
  function copy(element, className) {
    const twin = element.cloneNode(true);
    for (const one of [twin, ...twin.querySelectorAll("[id]")]) one.removeAttribute("id");
    const box = make("div", { className: `cb-feedback ${className ?? element.className}` });
    box.append(...twin.childNodes);
    return box;
  }

  /* single, true-false and multiple: a radio button or a checkbox for each choice. */
  const choose = (type) => (section) => {
    const items = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const lettered = section.dataset.kind !== "true-false";
    const inputs = items.map((item, i) => {
      const input = make("input", { type, name: `given-${section.id}`, value: String(i) });
      const only = item.children.length === 1 && item.firstElementChild.tagName === "P" ? item.firstElementChild : item;
      const label = make("label", {}, input, make("span", {}, ...only.childNodes));
      item.replaceChildren(label);
      return input;
    });
    const name = (i) => (lettered ? LETTERS[i] : words(items[i]));
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
      show: (given) =>
        items.forEach((item, i) => {
          if (given?.includes(i)) item.classList.add("cb-chosen");
          item.append(copy(verdicts[i]));
        }),
    };
  };

  /* A list of letters for each item on the left. */
  function match(section) {
    const left = list(section, ".cb-left");
    const right = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const lists = left.map((item) => {
      const select = make("select", {}, new Option("choose", ""));
      select.append(...right.map((one, i) => new Option(LETTERS[i], i)));
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
        left.forEach((item, i) => item.append(copy(verdicts[i], given && !hit(given, i) ? "cb-wrong" : "cb-right")));
        return verdicts.slice(left.length).map((one) => copy(one));
      },
    };
  }

  /* Buttons that move an item, and the arrow keys on them. */
  function order(section, say) {
    const items = list(section, ".cb-choices");
    const verdicts = list(section, ".cb-verdicts");
    const place = items[0].parentNode;
    const now = () => [...place.children].map((item) => items.indexOf(item));
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
      const buttons = [["↑", -1, "earlier"], ["↓", 1, "later"]].map(([sign, step, where]) => {
        const button = make("button", { type: "button" }, sign);
        button.setAttribute("aria-label", `Move ${LETTERS[i]} ${where}: ${words(item)}`);
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
      given: now,
      what: (given) => given.map((i) => LETTERS[i]).join(", "),
      score: (given) => {
        const follows = given.filter((one, i) => i && right.indexOf(one) === right.indexOf(given[i - 1]) + 1);
        return follows.length / (items.length - 1);
      },
      show: (given) =>
        right.forEach((one, at) => {
          const hit = !given || given[at] === one;
          const twin = copy(verdicts[at], hit ? "cb-right" : "cb-wrong");
          twin.prepend(make("strong", {}, `Place ${at + 1}. `));
          items[one].append(twin);
        }),
      reset: () => place.append(...items),
    };
  }

  function short(section) {
    const verdicts = list(section, ".cb-verdicts");
    const forms = (verdict, name) => [...verdict.querySelectorAll(name)].map((one) => fold(one.textContent));
    const accepted = forms(verdicts[0], ".cb-accepted");
    const field = make("input", { type: "text", autocomplete: "off", spellcheck: false });
    const label = make("label", { className: "cb-short" }, "Your answer ", field);
    section.querySelector(".cb-hint").after(label);
    const meant = (given) => {
      if (accepted.includes(fold(given))) return verdicts[0];
      const known = verdicts.find((one) => forms(one, ".cb-mistake").includes(fold(given)));
      return known ?? verdicts.find((one) => "otherwise" in one.dataset);
    };
    return {
      field: label,
      given: () => (fold(field.value) ? field.value.trim() : null),
      what: (given) => `“${given}”`,
      score: (given) => Number(meant(given) === verdicts[0]),
      show: (given) => {
        const first = given ? meant(given) : undefined;
        const rest = verdicts.filter((one) => one !== first && !("otherwise" in one.dataset));
        const shown = first ? [copy(first)] : [];
        shown[0]?.classList.add("cb-chosen");
        return [...shown, ...rest.map((one) => copy(one))];
      },
      reset: () => (field.value = ""),
    };
  }

  /* The reader marks an essay, criterion by criterion, beside a model answer. */
  function essay(section, say, question) {
    const text = make("textarea", { rows: 6, value: casebook.read().drafts[question.id] ?? "" });
    const label = make("label", { className: "cb-essay" }, "Your answer ", text);
    section.querySelector(".cb-hint").after(label);
    text.addEventListener("change", () =>
      casebook.change((record) => {
        if (text.value) record.drafts[question.id] = text.value;
        else delete record.drafts[question.id];
      }),
    );
    return {
      field: label,
      given: () => text.value,
      what: () => "",
      marks: (done) => {
        const model = copy(section.querySelector(".cb-answer .cb-model"), "cb-model");
        const criteria = list(section, ".cb-answer .cb-rubric").map((one) => {
          const input = make("input", { type: "checkbox", value: one.dataset.points });
          const twin = copy(one, "");
          return make("li", {}, make("label", {}, input, make("span", {}, ...(twin.querySelector("p") ?? twin).childNodes)));
        });
        const ticked = (all) => all.reduce((sum, one) => sum + Number(one.value), 0);
        const keep = make("button", { type: "button" }, "Keep my mark");
        const rubric = make("ul", { className: "cb-marks" }, ...criteria);
        keep.addEventListener("click", () => {
          const all = [...rubric.querySelectorAll("input")];
          for (const one of all) one.disabled = true;
          keep.remove();
          done(ticked(all.filter((one) => one.checked)) / ticked(all));
        });
        const lead = make("p", { className: "cb-lead" }, "Compare with the model answer, and tick what yours has:");
        return [make("p", { className: "cb-lead" }, make("strong", {}, "A model answer")), model, lead, rubric, keep];
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

  const day = (number) =>
    new Date(number * 86400000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  /* The words above the feedback: never a grade, always what to do with it. */
  function verdict(score, right, kind, sure, guess) {
    const parts = [right ? "Right." : score > 0 ? `Partly right: ${Math.round(score * 100)} %.` : "Not right."];
    if (kind === "essay") parts[0] = `Your mark: ${Math.round(score * 100)} % of the points.`;
    if (sure === "guess" && right) parts.push("You said it was a guess, so it comes back tomorrow.");
    if (sure === "certain" && !right) parts.push("You were certain: the reason is worth a slow look.");
    if (sure === "guess" && !right) parts.push("You knew that you were guessing: the reason is below.");
    if (guess) parts.push(`Before reading you guessed ${guess}.`);
    return parts.join(" ");
  }

  /* Make a question answer back. Gives {section, question, kind, score, right, check, reset}:
     `score` is undefined until it is answered; reset() makes it as it was and gives its section.
     `later`: nothing is checked before check() is called, as in a closed-book quiz.
     `after` is called once the question is answered. */
  function ask(section, { later = false, after = () => {} } = {}) {
    const original = section.cloneNode(true);
    const { question: id, version, chapter, kind } = section.dataset;
    const self = { section, question: { id, version, chapter }, kind, score: undefined, right: false };
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
    const status = make("p", { className: "cb-status" });
    status.setAttribute("role", "status");
    const say = (text) => (status.textContent = text);
    const made = KINDS[kind](section, say, question);

    const form = make("form", { noValidate: true });
    const fields = make("fieldset", { className: "cb-given" });
    fields.append(make("legend", { className: "cb-unseen" }, "Your answer"));
    form.append(fields);
    section.querySelector(".cb-hint").after(form);
    fields.append(...section.querySelectorAll(":scope > .cb-left, :scope > .cb-choices, :scope > label"));
    const sure = sureness(section);
    const check = make("button", { className: "cb-check" }, guessing ? "Keep my guess" : kind === "essay" ? "Show a model answer" : "Check");
    const look = make("button", { type: "button", className: "cb-look" }, "Show the answer");
    const buttons = make("p", { className: "cb-buttons" }, check);
    if (!guessing && kind !== "essay") buttons.append(look);
    if (later) buttons.hidden = true;
    if (!guessing && kind !== "essay") form.append(sure);
    form.append(buttons, status);
    section.classList.add("cb-live");

    const old = casebook.entry(question);
    if (guessing && old?.guess) say(`You guessed ${old.guess}.`);
    else if (old?.score !== undefined)
      say(`You answered this on ${day(old.day)}: ${old.right ? "right" : "it was missed"}.`);
    else if (casebook.read().questions[question.id]?.score !== undefined)
      say("This question has changed since you answered it.");

    function finish(given) {
      if (kind === "essay") return selfMarked();
      const score = given === null ? 0 : made.score(given);
      end(score, given, made.show(given) ?? []);
    }

    function selfMarked() {
      fields.disabled = true;
      buttons.remove();
      form.append(...made.marks((score) => end(score, "", [])));
      form.querySelector(".cb-marks input").focus();
    }

    function end(score, given, shown) {
      const how = sure.querySelector("input:checked")?.value;
      const guess = casebook.entry(question)?.guess;
      self.score = score;
      self.right = kind === "essay" ? score >= ENOUGH : score === 1;
      casebook.answered(question, { score, right: self.right, sure: given === null ? undefined : how });
      fields.disabled = true;
      sure.remove();
      buttons.remove();
      say("");
      const result = make("p", { className: `cb-result ${self.right ? "cb-right" : "cb-wrong"}`, tabIndex: -1 });
      result.textContent = given === null ? "Here is the answer; the question comes back tomorrow." : verdict(score, self.right, kind, how, guess);
      form.before(result);
      form.append(...shown, copy(section.querySelector(".cb-answer .cb-why"), "cb-why"));
      const again = make("button", { type: "button", className: "cb-retry" }, "Try again");
      again.addEventListener("click", () => focusIn(self.reset()));
      if (!self.right && !later) form.append(make("p", { className: "cb-buttons" }, again));
      after(self);
      if (!later) result.focus();
    }

    self.check = () => finish(made.given());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = made.given();
      if (given === null) return say(made.missing ?? "Answer first, or let the answer be shown.");
      if (!guessing) return finish(given);
      casebook.guessed(question, made.what(given));
      fields.disabled = true;
      buttons.remove();
      say(`Kept: ${made.what(given)}. The chapter has the answer.`);
    });
    look.addEventListener("click", () => finish(null));
  }

  const focusIn = (section) => section.querySelector("input, select, textarea, button").focus();

  Object.assign(casebook, { ask, focusIn, fold });

  for (const section of document.querySelectorAll(".cb-pretest")) ask(section);

  /* The questions of a chapter: how far the reader is, and what was missed once more. */
  for (const place of document.querySelectorAll(".cb-questions")) {
    const score = make("p", { className: "cb-score" });
    score.setAttribute("role", "status");
    const retry = make("button", { type: "button", hidden: true });
    const sections = [...place.querySelectorAll(".cb-question")];
    const versions = Object.fromEntries(sections.map((one) => [one.dataset.question, one.dataset.version]));
    const chapter = sections[0].dataset.chapter;
    const all = sections.map((section) => ask(section, { after: show }));
    function show() {
      if (JSON.stringify(casebook.read().chapters[chapter]) !== JSON.stringify(versions))
        casebook.change((record) => (record.chapters[chapter] = versions));
      const done = all.filter((one) => one.score !== undefined);
      const missed = done.filter((one) => !one.right);
      score.textContent = `${done.length} of ${all.length} answered, ${done.length - missed.length} right.`;
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
  }
})();
