/* The page of assignments: an instructor chooses chapters and gets one link; whoever opens it sees
   them as a list to tick off. The whole choice is in the link's fragment, which browsers send to
   nobody:

     #assignment=1&chapters=module/chapter:2026-12-01,module/other&title=...&note=...&edition=...&check=...

   assignment: the version of this form. A later edition must read every earlier one.
   chapters: in the order of the course, each with its due date if it has one.
   check: a sum over the rest, so that a link that was cut off is noticed.

   What a link says is shown as text and never as HTML. Ticks stay in this browser, under the
   course's id. */
"use strict";

(() => {
  const { make } = casebook;
  const { button, clear, copy, say, tools } = casebook.takeAway(handout);
  const VERSION = 1;
  const LONG = 2000; // characters; some programs cut a longer link
  const MOST = { title: 100, note: 500, edition: 200 };
  const TICKS = `casebook:${casebook.course}:ticks`;

  const PARTS = ["reading", "law", "questions", "discussion"];

  const desk = document.querySelector(".cb-desk");
  const table = document.querySelector(".cb-plan");
  const heading = document.querySelector("article h1");
  const NAME = heading.textContent;
  const WINDOW = document.title;
  const { course, edition } = desk.dataset;

  /* Where this page is, for links that leave it: its published address if it lies in a folder. */
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const local = location.protocol === "file:" && !canonical;
  const base = location.protocol === "file:" && canonical ? canonical : location.href.split(/[?#]/)[0];

  const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const module = (id) => id.split("/")[0];
  const hours = (minutes) => {
    const all = minutes.reduce((a, b) => a + b);
    return [all >= 60 && `${Math.floor(all / 60)} h`, (all % 60 || !all) && `${all % 60} min`].filter(Boolean).join(" ");
  };
  const spent = (minutes) => PARTS.map((name, i) => minutes[i] && `${name} ${hours([minutes[i]])}`).filter(Boolean).join(", ");

  function chapter(row) {
    const link = row.querySelector("a");
    const minutes = row.dataset.minutes.split(" ").map(Number);
    const address = new URL(link.getAttribute("href"), base).href;
    const question = row.querySelector(".cb-asks").textContent;
    return { row, link, minutes, address, question, title: link.textContent, time: hours(minutes), spent: spent(minutes) };
  }
  const chapters = new Map([...table.querySelectorAll("[data-chapter]")].map((row) => [row.dataset.chapter, chapter(row)]));
  const modules = [...table.querySelectorAll("[data-module]")];
  const inOrder = (dates) => new Map([...chapters.keys()].filter((id) => dates.has(id)).map((id) => [id, dates.get(id)]));

  let plan = { title: "", note: "", edition, dates: new Map() }; // chapter id -> "2026-12-01" or ""
  const title = () => plan.title || "Reading assignment";

  // --- dates and words ---------------------------------------------------------------------

  const isDate = (text) => {
    const day = /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`);
    return Boolean(day) && !isNaN(day) && day.toISOString().startsWith(text);
  };
  const later = (date, days) => new Date(Date.parse(date) + days * 86400000).toISOString().slice(0, 10);
  /* In the reader's order, with the month as a word: 1/12 is two days. */
  const LOCALE = navigator.languages.find((one) => one.startsWith(document.documentElement.lang)) ?? "en-GB";
  const FULL = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const long = (date) => new Intl.DateTimeFormat(LOCALE, FULL).format(new Date(date));

  /* Without what no text has: control signs, halves of characters, marks that turn its direction. */
  const clean = (text, most) =>
    text
      .replace(/\r\n?/g, "\n")
      .slice(0, most)
      .replace(/[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "")
      .trim();

  // --- the link ------------------------------------------------------------------------------

  const encode = (text) => encodeURIComponent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt().toString(16)}`);

  /* FNV-1a: not against forgery, only to notice damage. */
  function sum(text) {
    let made = 0x811c9dc5;
    for (const sign of new TextEncoder().encode(text)) made = Math.imul(made ^ sign, 0x01000193);
    return (made >>> 0).toString(36);
  }

  function fragment({ title, note, edition: made, dates }) {
    const chosen = [...dates].map(([id, date]) => (date ? `${id}:${date}` : id)).join(",");
    const texts = Object.entries({ title, note, edition: made }).filter(([, text]) => text);
    const fields = texts.map(([name, text]) => `&${name}=${encode(text)}`).join("");
    const text = `assignment=${VERSION}&chapters=${chosen}${fields}`;
    return `#${text}&check=${sum(text)}`;
  }

  /* Percent signs decoded as far as they can be. */
  const decode = (text) =>
    text.replace(/\+/g, " ").replace(/(%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return "\ufffd";
      }
    });

  /* What a fragment asks for, and in sentences what of it could not be read. */
  function read(hash) {
    let text = hash.slice(1).replace(/&amp;/g, "&");
    if (/^assignment%3d/i.test(text)) text = decode(text); // encoded once more on its way
    const fields = new Map(text.split("&").map((one) => [one.split("=")[0], decode(one.slice(one.indexOf("=") + 1))]));
    const made = { dates: new Map() };
    const wrong = [];
    for (const name of ["title", "note", "edition"]) made[name] = clean(fields.get(name) ?? "", MOST[name]);
    made.title = made.title.replace(/\s+/g, " ");
    for (const one of (fields.get("chapters") ?? "").split(",")) {
      const [, id, date] = /^([a-z0-9-]{1,80}\/[a-z0-9-]{1,80})(?::(.*))?$/.exec(one.trim()) ?? [];
      if (id && !made.dates.has(id)) made.dates.set(id, isDate(date) ? date : "");
    }
    const version = fields.get("assignment") ?? "";
    const whole = fragment(made).split("check=")[1] === /^\w*/.exec(fields.get("check") ?? "")[0];
    if (/^[1-9]\d{0,5}$/.test(version) && Number(version) > VERSION)
      wrong.push("This link was made by a newer edition of this page. What this edition can read of it is shown.");
    else if (version !== String(VERSION) || !whole)
      wrong.push("This link is not as it was made: a part was cut off or changed. What can still be read is shown; compare it with the link that you were given.");
    if (made.edition && made.edition !== edition)
      wrong.push(`This link was made with the ${made.edition}; you are reading the ${edition}. Texts and minutes may differ.`);
    const unknown = [...made.dates.keys()].filter((id) => !chapters.has(id));
    if (unknown.length) wrong.push(`This edition does not have ${count(unknown.length, "chapter")} of the link: ${unknown.join(", ")}.`);
    made.dates = inOrder(made.dates);
    if (!made.dates.size) wrong.push("No chapter of this edition could be found in the link. Everything that can be assigned is listed here.");
    return { made, wrong };
  }

  /* An id never has these signs; whatever else stands in the fragment was meant as an assignment. */
  const isLink = (hash) => /[=%]|^#assignment/.test(hash) && !document.getElementById(hash.slice(1));

  /* What the plan comes to, for take-away.js and for the list that students see. */
  function handout() {
    const entries = [...plan.dates]
      .map(([id, date]) => ({ id, date, due: date ? `Due ${long(date)}` : "No date", ...chapters.get(id) }))
      .sort((a, b) => (a.date || "9").localeCompare(b.date || "9")); // what has no date comes last
    const minutes = [0, 1, 2, 3].map((i) => entries.reduce((all, one) => all + one.minutes[i], 0));
    const summary = `${count(entries.length, "chapter")}, ${hours(minutes)}`;
    return { title: title(), note: plan.note, course, edition, entries, summary, spent: spent(minutes), link: base + fragment(plan) };
  }

  // --- ticks ---------------------------------------------------------------------------------

  let ticked;
  function ticks() {
    if (ticked) return ticked;
    try {
      const found = JSON.parse(localStorage.getItem(TICKS));
      ticked = new Set(Array.isArray(found) ? found : []);
    } catch {
      ticked = new Set(); // nothing was kept, or nothing that can be read
    }
    return ticked;
  }
  function tick(id, on) {
    ticks()[on ? "add" : "delete"](id);
    try {
      localStorage.setItem(TICKS, JSON.stringify([...ticked]));
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
    const { entries, summary, spent: all, note } = handout();
    const items = entries.map((one) => {
      const [done, label] = box("cb-tick", `Done: ${one.title}`, (on) => tick(one.id, on));
      done.checked = ticks().has(one.id);
      const facts = make("p", { className: "cb-facts" }, `${one.time}: ${one.spent}. `);
      if (one.minutes[2]) facts.append(make("a", { href: `${one.link.getAttribute("href")}#questions` }, "Questions"));
      const details = one.row.querySelector("details").cloneNode(true);
      details.open = !forStudents;
      const asks = make("p", { className: "cb-asks" }, one.question);
      const what = make("div", {}, make("p", { className: "cb-due" }, one.due), make("p", {}, one.link.cloneNode(true)), asks, facts, details);
      return make("li", {}, ...(forStudents ? [label] : []), what);
    });
    return make(
      "div",
      { className: "cb-sheet" },
      make("p", { className: "cb-facts" }, `${course}, ${edition}. ${summary}: ${all}.`),
      ...(note ? [make("blockquote", {}, note)] : []),
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
  faults.setAttribute("role", "status");
  const running = make("p");
  running.setAttribute("role", "status");
  const onward = button("Dates, note and link", () => desk.querySelector("input").focus());
  const bar = make("div", { className: "cb-total" }, running, onward);
  table.before(faults);
  table.after(bar, desk);

  function show(view, name, wrong, ...content) {
    const forStudents = view === "student";
    desk.dataset.view = view;
    heading.textContent = name;
    document.title = WINDOW.replace(NAME, () => name);
    for (const one of [table, bar, ...document.querySelectorAll(".cb-counted")]) one.hidden = forStudents;
    clear();
    desk.replaceChildren(...content);
    faults.replaceChildren(...wrong.map((one) => make("p", {}, one)));
  }

  function student(wrong = []) {
    const change = button("Change this assignment", () => {
      builder();
      heading.focus();
    });
    show("student", title(), wrong, sheet(true), ...tools(), make("p", { className: "cb-buttons" }, change));
  }

  const group = (name, ...content) => make("fieldset", {}, make("legend", {}, name), ...content);
  const field = (label, control) => make("p", {}, make("label", {}, label, " ", control));
  const dateField = (value = "") => make("input", { type: "date", min: "1000-01-01", max: "9999-12-31", value });

  /* Set by the builder: what is to be done after a change of the choice. */
  let chosen;
  function choose(ids, on) {
    for (const id of ids) on ? plan.dates.set(id, plan.dates.get(id) ?? "") : plan.dates.delete(id);
    plan.dates = inOrder(plan.dates);
    chosen();
  }

  function addBoxes() {
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
        renew();
      });
    }
    const first = dateField();
    const pace = make("select", {}, new Option("a chapter a week"), new Option("a module a week"));
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
    const hint = make("p", { className: "cb-facts" });
    const preview = make("section", { className: "cb-preview" });
    const rest = make("div");

    /* The address follows, so that a page that is loaded again has lost nothing. */
    let pending;
    const follow = () => history.replaceState(null, "", plan.dates.size ? fragment(plan) : location.href.split("#")[0]);

    function renew() {
      const all = handout();
      rest.hidden = onward.hidden = !plan.dates.size;
      running.textContent = plan.dates.size ? `${all.summary}: ${all.spent}` : "Nothing is chosen yet.";
      link.value = all.link;
      hint.textContent = [
        local && "This page lies in a folder on this computer: the link works here alone.",
        link.value.length > LONG && `The link has ${link.value.length} characters, and some programs cut it after ${LONG}. A shorter note helps.`,
      ].filter(Boolean).join(" ");
      preview.replaceChildren(make("h2", {}, "What students see"), make("h3", {}, all.title), sheet(false));
      clearTimeout(pending);
      pending = setTimeout(follow, 400); // browsers refuse to do it at every key
    }

    chosen = () => {
      for (const [id, { input }] of chapters) input.checked = plan.dates.has(id);
      for (const one of modules) one.renew();
      days.replaceChildren(
        ...[...plan.dates].map(([id, date]) => {
          const day = dateField(date);
          day.addEventListener("input", () => {
            plan.dates.set(id, isDate(day.value) ? day.value : "");
            renew();
          });
          return make("li", {}, make("label", {}, make("span", {}, chapters.get(id).title), " ", day));
        }),
      );
      renew();
    };

    const weekly = make("p", { className: "cb-weekly" }, make("label", {}, "Weekly from ", first), make("label", {}, "at ", pace), fill);
    const see = button("See what students see", () => {
      clearTimeout(pending);
      follow();
      student();
      heading.focus();
    });
    rest.append(
      group("For your students", field("Title", texts.title), field(`Note, at most ${MOST.note} characters`, texts.note)),
      group("Due dates", weekly, days),
      group(
        "One link",
        field("Link", link),
        hint,
        make("p", { className: "cb-buttons" }, button("Copy the link", () => copy("Link", link.value)), see),
        make("p", { className: "cb-facts" }, "The link holds the choice itself. Nothing is sent or stored; whoever has the link can read the note."),
      ),
      group("To take away", ...tools()),
      preview,
    );
    show("builder", NAME, wrong, rest);
    chosen();
  }

  function open() {
    if (!isLink(location.hash)) return;
    const { made, wrong } = read(location.hash);
    plan = made;
    if (plan.dates.size) student(wrong);
    else builder(wrong);
  }

  heading.tabIndex = -1;
  addBoxes();
  builder();
  open();
  addEventListener("hashchange", open);
})();
