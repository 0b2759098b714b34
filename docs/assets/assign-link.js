/* The link of an assignment. The whole choice is in its fragment, which browsers send to nobody:

     #assignment=1&chapters=module/chapter:2026-12-01,module/other&title=...&note=...&edition=...&check=...

   assignment: the version of this form. Every later edition must read every earlier version.
   chapters: in the order of the course, each with its due date if it has one.
   edition: in which it was made. check: a sum over the rest, to notice a link that was cut off.
   A field that is not known is passed over. */
"use strict";

casebook.assignmentLink = (() => {
  const VERSION = 1;
  const MOST = { title: 100, note: 500, edition: 200 }; // characters

  const later = (date, days) => {
    const day = new Date(Date.parse(date) + days * 86400000);
    return isNaN(day) ? "" : day.toISOString().slice(0, 10);
  };
  const isDate = (text) => /^[1-9]\d{3}-/.test(text) && later(text, 0) === text;

  /* Without what no text has: control signs, halves of characters, marks that turn its direction.
     A text that was cleaned stays as it is. */
  function clean(text, most) {
    const signs = text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\t\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "");
    return signs.replace(/[^\S\n]+/g, " ").slice(0, most).replace(/\p{Cs}$/u, "").trim();
  }

  /* The dates of the chapters that there are, in the order of the course. */
  const inOrder = (dates, chapters) => new Map([...chapters.keys()].filter((id) => dates.has(id)).map((id) => [id, dates.get(id)]));

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
  function read(hash, edition, chapters) {
    let text = hash.slice(1).replace(/&amp;/g, "&");
    if (/^assignment%3d/i.test(text)) text = decode(text); // encoded once more on its way
    const fields = new Map(text.split("&").map((one) => [one.split("=")[0], decode(one.slice(one.indexOf("=") + 1))]));
    const made = { dates: new Map() };
    const wrong = [];
    for (const name of ["title", "note", "edition"]) made[name] = clean(fields.get(name) ?? "", MOST[name]);
    made.title = made.title.replace(/\n/g, " ");
    for (const one of (fields.get("chapters") ?? "").split(",")) {
      const [, id, date] = /^([a-z0-9-]{1,80}\/[a-z0-9-]{1,80})(?::(.*))?$/.exec(one.trim()) ?? [];
      if (id && !made.dates.has(id)) made.dates.set(id, isDate(date) ? date : "");
    }
    const version = fields.get("assignment") ?? "";
    const whole = fragment(made).split("check=")[1] === /^\w*/.exec(fields.get("check") ?? "")[0];
    if (/^[1-9]\d{0,5}$/.test(version) && Number(version) > VERSION)
      wrong.push("This link is of a newer kind. What can be read of it here is shown.");
    else if (version !== String(VERSION) || !whole)
      wrong.push("A part of this link was cut off or changed. What can still be read is shown; compare it with the link that you were given.");
    if (made.edition && made.edition !== edition)
      wrong.push(`This link was made with the ${made.edition}; you are reading the ${edition}. Texts and minutes may differ.`);
    const unknown = [...made.dates.keys()].filter((id) => !chapters.has(id));
    if (unknown.length) wrong.push(`This edition does not have what the link names: ${unknown.join(", ")}.`);
    made.dates = inOrder(made.dates, chapters);
    if (!made.dates.size) wrong.push("No chapter of this edition is in the link. All chapters that there are stand below.");
    return { made, wrong };
  }

  return { MOST, clean, fragment, inOrder, isDate, later, read, sum };
})();
