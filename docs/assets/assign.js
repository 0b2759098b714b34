/* The page of assignments: an instructor chooses chapters, sees the hours, sets dates and gets one
   link; whoever opens it sees a list to tick off. assign-link.js has the form of the link,
   take-away.js what can be copied and saved. Without these scripts the page is a table.

   What a link says is shown as text and never as HTML. Ticks stay in this browser, under the
   course's id. */
"use strict";

(() => {
  const { make } = casebook;
  const { MOST, clean, fragment, inOrder, isDate, later, read } = casebook.assignmentLink;
  const { button, buttons, clear, copy, said, say, tools } = casebook.takeAway(handout);
  const LONG = 2000; // characters; some programs cut a longer link
  const AT_HOME = ["reading", "law", "questions"]; // the fourth number is the time in class

  const desk = document.querySelector(".cb-desk");
  const table = document.querySelector(".cb-plan");
  const heading = document.querySelector("article h1");
  const NAME = heading.textContent;
  const WINDOW = document.title;
  const edition = clean(desk.dataset.edition, MOST.edition);
  const source = `${desk.dataset.course}, ${edition}`;

  /* Where this page is, for links that leave it: its published address if it lies in a folder. */
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const local = location.protocol === "file:" && !canonical;
  const base = location.protocol === "file:" && canonical ? canonical : location.href.split(/[?#]/)[0];

  const plain = (tag, ...children) => make(tag, {}, ...children);
  const facts = (...children) => make("p", { className: "cb-facts" }, ...children);
  const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const module = (id) => id.split("/")[0];
  const hours = (all) => [all >= 60 && `${Math.floor(all / 60)} h`, (all % 60 || !all) && `${all % 60} min`].filter(Boolean).join(" ");
  /* Two figures that are never one sum: a student plans the first, a teacher the second. */
  function spent(minutes, inDetail) {
    const [reading, law, questions, inClass] = minutes;
    const parts = AT_HOME.map((name, i) => minutes[i] && `${name} ${hours(minutes[i])}`).filter(Boolean);
    const home = `${hours(reading + law + questions)} at home`;
    const all = inDetail && parts.length ? `${home} (${parts.join(", ")})` : home;
    return inClass ? `${all}, ${hours(inClass)} in class` : all;
  }

  function chapter(row) {
    const link = row.querySelector("a");
    const minutes = row.dataset.minutes.split(" ").map(Number);
    const address = new URL(link.getAttribute("href"), base).href;
    const question = row.querySelector(".cb-asks").textContent;
    return { row, link, minutes, address, question, title: link.textContent, time: spent(minutes), inDetail: spent(minutes, true) };
  }
  const chapters = new Map([...table.querySelectorAll("[data-chapter]")].map((row) => [row.dataset.chapter, chapter(row)]));
  const modules = [...table.querySelectorAll("[data-module]")];

  let plan = { title: "", note: "", edition, dates: new Map() }; // chapter id -> "2026-12-01" or ""
  const title = () => plan.title || "Reading assignment";

  /* In the reader's order, with the month as a word: 1/12 is two days. */
  const LOCALE = navigator.languages.find((one) => one.startsWith(document.documentElement.lang)) ?? "en-GB";
  const FULL = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const long = (date) => new Intl.DateTimeFormat(LOCALE, FULL).format(new Date(date)).replace(/, (?=\d+ )/, " ");

  /* An id never has these signs; whatever else stands in the fragment was meant as an assignment. */
  const isLink = (hash) => /[=%]|^#assignment/.test(hash) && !document.getElementById(hash.slice(1));

  /* What the plan comes to, for take-away.js and for the list that students see. */
  function handout() {
    const entries = [...plan.dates]
      .map(([id, date]) => ({ id, date, due: date ? `Due ${long(date)}` : "No date", ...chapters.get(id) }))
      .sort((a, b) => (a.date || "9").localeCompare(b.date || "9")); // what has no date comes last
    const minutes = [0, 1, 2, 3].map((i) => entries.reduce((all, one) => all + one.minutes[i], 0));
    const number = count(entries.length, "chapter");
    const [summary, inDetail] = [false, true].map((one) => `${number}: ${spent(minutes, one)}`);
    return { title: title(), note: plan.note, source, entries, summary, inDetail, link: base + fragment(plan) };
  }

  // --- ticks ---------------------------------------------------------------------------------

  function ticks() {
    try {
      return new Set(JSON.parse(localStorage.getItem(casebook.ticksKey)));
    } catch {
      return new Set(); // nothing is kept, or nothing that can be read
    }
  }

  function tick(id, on) {
    const all = ticks();
    all[on ? "add" : "delete"](id);
    try {
      localStorage.setItem(casebook.ticksKey, JSON.stringify([...all]));
    } catch {
      say("This browser keeps nothing: your ticks are gone when you leave.");
    }
  }

  // --- what students see ---------------------------------------------------------------------

  /* A box that is named for those who don't see where it stands. */
  function box(className, name, change) {
    const one = make("input", { type: "checkbox" });
    one.addEventListener("change", () => change(one.checked));
    return [one, make("label", { className }, one, make("span", { className: "cb-unseen" }, name))];
  }

  /* The list as students see it; in the instructor's own view without boxes to tick. */
  function sheet(forStudents) {
    const { entries, inDetail, note } = handout();
    const items = entries.map((one) => {
      const [done, label] = box("cb-tick", `Done: ${one.title}`, (on) => tick(one.id, on));
      done.checked = ticks().has(one.id);
      const load = facts(`${one.inDetail}. `);
      if (one.minutes[2]) load.append(make("a", { href: `${one.link.getAttribute("href")}#questions` }, "Questions"));
      const details = one.row.querySelector("details").cloneNode(true);
      details.open = !forStudents;
      const asks = make("p", { className: "cb-asks" }, one.question);
      const what = plain("div", make("p", { className: "cb-due" }, one.due), plain("p", one.link.cloneNode(true)), asks, load, details);
      return plain("li", ...(forStudents ? [label] : []), what);
    });
    return make(
      "div",
      { className: "cb-sheet" },
      facts(`${source}. ${inDetail}.`),
      ...(note ? [plain("blockquote", note)] : []),
      ...(forStudents ? [make("p", { className: "cb-how" }, "Tick off what you have done. The ticks stay in this browser; nobody else sees them.")] : []),
      make("ol", { className: "cb-checklist" }, ...items),
      ...before(),
    );
  }

  /* Modules that the chosen ones build on, and that no chapter was chosen from. */
  function before() {
    const chosen = new Set([...plan.dates.keys()].map(module));
    const wanted = modules.filter((one) => chosen.has(one.dataset.module)).flatMap((one) => one.dataset.buildsOn.split(" "));
    const missing = modules.filter(({ dataset: { module: id } }) => wanted.includes(id) && !chosen.has(id));
    const links = missing.flatMap((one) => [", ", one.querySelector("h2 a").cloneNode(true)]).slice(1);
    return missing.length ? [make("p", { className: "cb-before" }, "Builds on what is not in this list: ", ...links, ".")] : [];
  }

  // --- the two views -------------------------------------------------------------------------

  const faults = make("div", { className: "cb-faults" });
  const running = plain("p");
  for (const one of [faults, running]) one.setAttribute("role", "status");
  const onward = button("Dates, note and link", () => desk.querySelector("input").focus());
  const bar = make("div", { className: "cb-total" }, running, onward);
  table.before(faults);
  table.after(bar, desk);
  const lead = make("p", { className: "cb-trail" }, "Your assignment");
  const around = [...document.querySelectorAll(".cb-counted, .cb-trail, .cb-onward")]; // what leads among pages for instructors
  const here = document.querySelector("#cb-nav [aria-current]");
  const part = here?.closest("details");
  heading.before(lead);

  function show(view, name, wrong, ...content) {
    const forStudents = view === "student";
    desk.dataset.view = view;
    heading.textContent = name;
    document.title = WINDOW.replace(NAME, () => name);
    for (const one of [table, bar, ...around]) one.hidden = forStudents;
    lead.hidden = !forStudents;
    if (forStudents) here?.removeAttribute("aria-current");
    else here?.setAttribute("aria-current", "page");
    if (part) part.open = !forStudents;
    desk.replaceChildren(...content, said);
    faults.replaceChildren(...wrong.map((one) => plain("p", one)));
    clear();
    clearTimeout(pending);
  }

  function student(way, wrong = []) {
    const change = button(way, () => {
      builder();
      heading.focus();
    });
    show("student", title(), wrong, sheet(true), ...tools(true), buttons(change));
  }

  const group = (name, ...content) => plain("fieldset", plain("legend", name), ...content);
  const field = (label, control) => plain("p", plain("label", label, " ", control));
  const dateField = (value = "") => make("input", { type: "date", min: "1000-01-01", max: "9999-12-31", value });

  let pending;
  /* Set by the builder: what is to be done after a change of the choice. */
  let chosen;
  function choose(ids, on) {
    for (const id of ids) on ? plan.dates.set(id, plan.dates.get(id) ?? "") : plan.dates.delete(id);
    plan.dates = inOrder(plan.dates, chapters);
    chosen();
  }

  function addBoxes() {
    table.classList.add("cb-choosing"); // until then assign.css keeps their places free
    for (const [id, one] of chapters) {
      const [input, label] = box("cb-pick", `Assign: ${one.title}`, (on) => choose([id], on));
      one.input = input;
      one.link.before(label);
    }
    for (const one of modules) {
      const ids = [...chapters.keys()].filter((id) => module(id) === one.dataset.module);
      const [input, label] = box("cb-whole", `: ${one.querySelector("h2").textContent}`, (on) => choose(ids, on));
      input.after(" Whole module");
      one.querySelector("table").before(label);
      one.renew = () => {
        const on = ids.filter((id) => plan.dates.has(id)).length;
        Object.assign(input, { checked: on === ids.length, indeterminate: on > 0 && on < ids.length });
      };
    }
  }

  function builder(wrong = []) {
    plan.edition = edition;
    const texts = { title: make("input", { type: "text" }), note: make("textarea", { rows: 4 }) };
    for (const [name, one] of Object.entries(texts)) {
      Object.assign(one, { maxLength: MOST[name], value: plan[name] });
      one.addEventListener("input", () => {
        plan[name] = clean(one.value, MOST[name]);
        change();
      });
    }
    const first = dateField();
    const pace = plain("select", new Option("a chapter a week"), new Option("a module a week"));
    const fill = button("Fill in", () => {
      if (!isDate(first.value)) {
        say("Choose the first date.");
        return first.focus();
      }
      const step = (id) => (pace.selectedIndex ? module(id) : id);
      const steps = [...new Set([...plan.dates.keys()].map(step))];
      for (const id of plan.dates.keys()) plan.dates.set(id, later(first.value, 7 * steps.indexOf(step(id))));
      chosen();
      say(`${count(plan.dates.size, "date")} filled in.`);
    });
    const days = make("ol", { className: "cb-days" });
    const link = make("input", { type: "text", readOnly: true });
    link.addEventListener("focus", () => link.select());
    const hint = facts();
    const preview = make("section", { className: "cb-preview" });
    const rest = plain("div");

    /* The address follows, so that a page that is loaded again has lost nothing. */
    const follow = () => {
      clearTimeout(pending);
      history.replaceState(null, "", plan.dates.size ? fragment(plan) : location.href.split("#")[0]);
    };

    function renew() {
      const all = handout();
      const words = plan.dates.size ? all.inDetail : "Nothing is chosen yet.";
      if (running.textContent !== words) running.textContent = words; // else it is said at every key
      rest.hidden = onward.hidden = !plan.dates.size;
      link.value = all.link;
      hint.textContent = [
        local && "This page lies in a folder on this computer: the link works here alone.",
        link.value.length > LONG && `Some programs cut links after ${LONG} characters; this one has ${link.value.length}.`,
      ].filter(Boolean).join(" ");
      preview.replaceChildren(plain("h2", "What students see"), plain("h3", all.title), sheet(false));
    }

    function change() {
      renew();
      clearTimeout(pending);
      pending = setTimeout(follow, 400); // browsers refuse to do it at every key
    }

    function draw() {
      for (const [id, { input }] of chapters) input.checked = plan.dates.has(id);
      for (const one of modules) one.renew();
      days.replaceChildren(
        ...[...plan.dates].map(([id, date]) => {
          const day = dateField(date);
          day.addEventListener("input", () => {
            plan.dates.set(id, isDate(day.value) ? day.value : "");
            change();
          });
          return plain("li", plain("label", plain("span", chapters.get(id).title), " ", day));
        }),
      );
      renew();
    }
    chosen = () => {
      draw();
      change();
    };

    const weekly = make("p", { className: "cb-weekly" }, plain("label", "Weekly from ", first), plain("label", "Pace ", pace), fill);
    const see = button("See what students see", () => {
      follow();
      student("Change this assignment");
      heading.focus();
    });
    rest.append(
      group("For your students", field("Title", texts.title), field(`Note, at most ${MOST.note} characters`, texts.note)),
      group("Due dates", weekly, days),
      group(
        "One link",
        field("Link", link),
        hint,
        buttons(button("Copy the link", () => copy("Link", link.value)), see),
        facts("The link itself holds all of it and nothing is sent: whoever has the link can read the note."),
      ),
      group("To take away", ...tools(), facts("A calendar knows an assignment by its title. Give each class a title of its own: what has the same title takes the place of what was saved before.")),
      preview,
    );
    show("builder", NAME, wrong, rest);
    draw();
  }

  /* The same assignment in the edition that it was made with, if that is published beside this one:
     casebook/editions/shelf.py writes into the page which are, so nothing need be asked for. */
  function elsewhere(name) {
    const there = [...document.querySelectorAll(".cb-editions a")].find((one) => clean(one.textContent, MOST.edition) === name);
    return there ? [make("a", { href: there.href + location.hash }, `Open this assignment in the ${name}`)] : [];
  }

  function open() {
    if (!isLink(location.hash)) return;
    const { made, wrong } = read(location.hash, edition, chapters);
    plan = made;
    if (made.edition !== edition) wrong.push(...elsewhere(made.edition));
    if (plan.dates.size) student("Make another list from this one", wrong);
    else builder(wrong);
  }

  heading.tabIndex = -1;
  addBoxes();
  builder();
  open();
  addEventListener("hashchange", open);
})();
