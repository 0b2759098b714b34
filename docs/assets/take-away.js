/* An assignment to take away: as text, for a calendar, for Word, on paper. assign.js gives what
   it holds, as handout(): {title, note, source, summary, inDetail, link, entries}.

   In a calendar an event is known by its UID, made of course, chapter and the assignment's title.
   So a list that is saved again with other dates moves its events, and the lists of two classes
   stand beside each other if their titles differ. The dates are no part of it, or a day that was
   moved would stand there twice; nor is the note. */
"use strict";

casebook.takeAway = (handout) => {
  const { make } = casebook;
  const { sum } = casebook.assignmentLink;
  const LIST = "This list, to tick off"; // what a link to the assignment is called
  const button = (text, click) => {
    const one = make("button", { type: "button" }, text);
    one.addEventListener("click", click);
    return one;
  };
  const buttons = (...all) => make("p", { className: "cb-buttons" }, ...all);
  const filled = (...all) => all.filter(Boolean);
  const paragraphs = (...all) => filled(...all).join("\n\n") + "\n";
  const bytes = (text) => new TextEncoder().encode(text);

  const said = make("p", { className: "cb-status" });
  said.setAttribute("role", "status");
  let fading;
  function say(text) {
    said.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => (said.textContent = ""), 10000);
  }
  const toCopy = make("div", { className: "cb-to-copy", tabIndex: -1 });

  /* Where a page may not write to the clipboard, the text is selected for the reader to copy. */
  async function copy(what, text, html) {
    toCopy.replaceChildren();
    try {
      const item = (type, content) => ({ [type]: new Blob([content], { type }) });
      if (html) await navigator.clipboard.write([new ClipboardItem({ ...item("text/html", html.innerHTML), ...item("text/plain", text) })]);
      else await navigator.clipboard.writeText(text);
      say(`${what} copied.`);
    } catch {
      toCopy.append(html ?? make("pre", {}, text));
      toCopy.focus();
      getSelection().selectAllChildren(toCopy);
      say(`${what} selected below: copy it with Ctrl+C or ⌘C.`);
    }
  }

  function asText() {
    const { title, source, summary, note, entries, link } = handout();
    const lines = entries.map((one) => `[ ] ${one.due}: ${one.title} (${one.time})\n    ${one.address}`);
    return paragraphs(title, `${source}\n${summary}`, note, lines.join("\n"), link);
  }

  function asMarkdown() {
    const plain = (text) => text.replace(/[\\`*_[\]<>#|]/g, "\\$&");
    const { title, source, summary, note, entries, link } = handout();
    const lines = entries.map((one) => `- [ ] ${one.due}: [${plain(one.title)}](${one.address}), ${one.time}`);
    const about = `${plain(source)}. ${summary}.`;
    const quoted = note && plain(note).replace(/^/gm, "> ");
    return paragraphs(`# ${plain(title)}`, about, quoted, lines.join("\n"), `[${LIST}](${link})`);
  }

  /* Made of elements, so that no text can become markup. */
  function asHtml() {
    const { title, source, summary, note, entries, link } = handout();
    const row = (tag, ...cells) => make("tr", {}, ...cells.map((one) => make(tag, {}, one)));
    const body = entries.map((one) => row("td", one.due, make("a", { href: one.address }, one.title), one.time));
    return make(
      "div",
      {},
      make("h2", {}, title),
      make("p", {}, `${source}. ${summary}.`),
      ...filled(...note.split("\n")).map((line) => make("p", {}, line)),
      make("table", {}, make("thead", {}, row("th", "Due", "Read", "Time")), make("tbody", {}, ...body)),
      make("p", {}, make("a", { href: link }, LIST)),
    );
  }

  function save(name, type, ...content) {
    const url = URL.createObjectURL(new Blob(content, { type }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    say(`${name} saved.`);
  }

  /* RFC 5545: a day for each date. Of two events with one UID a calendar keeps that of the newer
     stamp, so that is the clock's. */
  function calendar() {
    const { title, note, entries } = handout();
    const own = sum(title);
    const dated = entries.filter((one) => one.date);
    if (!dated.length) return say("No chapter has a date yet.");
    const plain = (...lines) => filled(...lines).join("\n").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
    const short = (iso) => iso.replace(/[-:]|\.\d+/g, "");
    const next = (date) => new Date(Date.parse(date) + 86400000).toISOString().slice(0, 10);
    const lines = dated.flatMap((one) => [
      "BEGIN:VEVENT",
      `UID:${casebook.course}.${one.id.replace("/", ".")}.${own}@casebook`,
      `DTSTAMP:${short(new Date().toISOString())}`,
      `DTSTART;VALUE=DATE:${short(one.date)}`,
      `DTEND;VALUE=DATE:${short(next(one.date))}`,
      "SUMMARY:" + plain(`Due: ${one.title}`),
      "DESCRIPTION:" + plain(title, one.question, one.inDetail, note),
      `URL:${one.address}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casebook//Assign//EN", ...lines, "END:VCALENDAR", ""];
    save("assignment.ics", "text/calendar", all.map(fold).join("\r\n"));
  }

  /* No line has more than 75 bytes, and no character is cut in two. */
  function fold(line) {
    let made = "";
    let used = 0;
    for (const sign of line) {
      const size = bytes(sign).length;
      if (used + size > 75) [made, used] = [`${made}\r\n `, 1];
      made += sign;
      used += size;
    }
    return made;
  }

  // --- Word: the least that is a document -----------------------------------------------------

  const OPEN = "http://schemas.openxmlformats.org/";
  const OFFICE = `${OPEN}officeDocument/2006/relationships`;
  const PACKAGE = `${OPEN}package/2006/`;
  const TYPE = "application/vnd.openxmlformats-";
  const WORD = `${TYPE}officedocument.wordprocessingml.`;

  /* <w:name w:one="..." w:other="...">inner</w:name> */
  function w(name, values = {}, ...inner) {
    const all = Object.entries(values).map(([key, value]) => ` w:${key}="${value}"`);
    return `<w:${name}${all.join("")}>${inner.join("")}</w:${name}>`;
  }
  const val = (name, value) => w(name, { val: value });
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
  const run = (text, look = "") => w("r", {}, look, `<w:t xml:space="preserve">${escape(text)}</w:t>`);
  const par = (inner, style = "Normal") => w("p", {}, w("pPr", {}, val("pStyle", style)), inner);

  function tableRow(cells, head = "") {
    const cell = (inner, i) => w("tc", {}, w("tcPr", {}, w("tcW", { w: WIDTHS[i], type: "dxa" })), inner);
    return w("tr", {}, w("trPr", {}, w("cantSplit"), head), ...cells.map(cell));
  }
  const WIDTHS = [2600, 5000, 1400];

  function styles() {
    const style = (id, name, type, ...inner) => w("style", { type, styleId: id }, val("name", name), ...inner);
    const heading = (id, name, size, level = "") =>
      style(id, name, "paragraph", val("basedOn", "Normal"), val("next", "Normal"), w("pPr", {}, w("keepNext"), w("spacing", { before: 240 }), level), w("rPr", {}, w("b"), val("sz", size)));
    const border = (side) => w(side, { val: "single", sz: 4, space: 0, color: "auto" });
    const margins = ["top", "left", "bottom", "right"].map((side) => w(side, { w: 100, type: "dxa" }));
    const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border);
    return [
      w("docDefaults", {}, w("rPrDefault", {}, w("rPr", {}, val("sz", 22), val("lang", "en-GB")))),
      w("style", { type: "paragraph", default: 1, styleId: "Normal" }, val("name", "Normal"), w("pPr", {}, w("spacing", { after: 80 }))),
      heading("Title", "Title", 36),
      heading("Heading1", "heading 1", 28, val("outlineLvl", 0)),
      heading("Heading2", "heading 2", 24, val("outlineLvl", 1)),
      style("Hyperlink", "Hyperlink", "character", w("rPr", {}, val("color", "1A4F77"), val("u", "single"))),
      style("TableGrid", "Table Grid", "table", w("tblPr", {}, w("tblBorders", {}, ...borders), w("tblCellMar", {}, ...margins))),
    ].join("");
  }

  function word() {
    const { title, source, inDetail, note, entries, link } = handout();
    const links = [];
    const lead = (text, href) => `<w:hyperlink r:id="l${links.push(href)}">${run(text, w("rPr", {}, val("rStyle", "Hyperlink")))}</w:hyperlink>`;
    const lists = (one) => [...one.row.querySelectorAll("details > ul")].map((list) => [...list.children].map((item) => par(run(item.textContent))).join(""));
    const rows = entries.map((one) => tableRow([par(run(one.due)), par(lead(one.title, one.address)) + par(run(one.question)), par(run(one.time))]));
    const about = ["Objectives", "Texts of law"];
    const body = [
      par(run(title), "Title"),
      par(run(`${source}. ${inDetail}.`)),
      ...filled(...note.split("\n")).map((line) => par(run(line))),
      w(
        "tbl",
        {},
        w("tblPr", {}, val("tblStyle", "TableGrid"), w("tblW", { w: 9000, type: "dxa" })),
        w("tblGrid", {}, ...WIDTHS.map((width) => w("gridCol", { w: width }))),
        tableRow(["Due", "Read", "Time"].map((name) => par(run(name, w("rPr", {}, w("b"))))), w("tblHeader")),
        ...rows,
      ),
      par(lead(LIST, link)),
      ...entries.flatMap((one) => [par(run(one.title), "Heading1"), ...lists(one).flatMap((list, i) => [par(run(about[i]), "Heading2"), list])]),
      w("sectPr", {}, w("pgSz", { w: 11906, h: 16838 }), w("pgMar", { top: 1440, right: 1440, bottom: 1440, left: 1440, header: 708, footer: 708, gutter: 0 })),
    ];
    const main = `xmlns:w="${OPEN}wordprocessingml/2006/main"`;
    const relation = (id, kind, target, more = "") => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${escape(target)}"${more}/>`;
    const relations = (...all) => `<Relationships xmlns="${PACKAGE}relationships">${all.join("")}</Relationships>`;
    const part = (name, kind) => `<Override PartName="/word/${name}.xml" ContentType="${WORD}${kind}+xml"/>`;
    const kind = (ending, type) => `<Default Extension="${ending}" ContentType="${type}+xml"/>`;
    const types = [kind("rels", `${TYPE}package.relationships`), part("document", "document.main"), part("styles", "styles")];
    const files = {
      "[Content_Types].xml": `<Types xmlns="${PACKAGE}content-types">${types.join("")}</Types>`,
      "_rels/.rels": relations(relation("d", "officeDocument", "word/document.xml")),
      "word/document.xml": `<w:document ${main} xmlns:r="${OFFICE}">${w("body", {}, ...body)}</w:document>`,
      "word/_rels/document.xml.rels": relations(relation("s", "styles", "styles.xml"), ...links.map((href, i) => relation(`l${i + 1}`, "hyperlink", href, ' TargetMode="External"'))),
      "word/styles.xml": `<w:styles ${main}>${styles()}</w:styles>`,
    };
    save("assignment.docx", `${WORD}document`, ...zip(files));
  }

  /* A ZIP file of members that are not compressed, all of them of 1 January 1980. */
  function zip(files) {
    const little = (size, ...numbers) => numbers.flatMap((number) => Array.from({ length: size }, (_, i) => (number >>> (8 * i)) & 255));
    const members = [];
    const directory = [];
    let offset = 0;
    for (const [name, text] of Object.entries(files)) {
      const content = bytes(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
      const common = [...little(2, 20, 0x800, 0, 0, 33), ...little(4, crc(content), content.length, content.length), ...little(2, name.length, 0)];
      const head = [80, 75, 3, 4, ...common, ...bytes(name)];
      directory.push(80, 75, 1, 2, ...little(2, 20), ...common, ...little(2, 0, 0, 0), ...little(4, 0, offset), ...bytes(name));
      members.push(Uint8Array.from(head), content);
      offset += head.length + content.length;
    }
    const count = Object.keys(files).length;
    const end = [80, 75, 5, 6, ...little(2, 0, 0, count, count), ...little(4, directory.length, offset), 0, 0];
    return [...members, Uint8Array.from([...directory, ...end])];
  }

  function crc(content) {
    let made = -1;
    for (const byte of content) {
      made ^= byte;
      for (let bit = 0; bit < 8; bit++) made = (made >>> 1) ^ (made & 1 && 0xedb88320);
    }
    return ~made;
  }

  /* Students have no course page to put it on. */
  const tools = (forStudents) => [
    buttons(
      button("Copy as text", () => copy("Text", asText())),
      button("Copy as Markdown", () => copy("Markdown", asMarkdown())),
      ...(forStudents ? [] : [button("Copy for a course page", () => copy("List with links", asText(), asHtml()))]),
      button("Calendar (.ics)", calendar),
      button("Word (.docx)", word),
      button("Print", () => print()),
    ),
    toCopy,
  ];

  function clear() {
    toCopy.replaceChildren();
    said.textContent = "";
  }

  return { button, buttons, clear, copy, said, say, tools };
};
