/* Runs in the page in which Mermaid draws; draw.py puts it there. */
"use strict";

/* What another drawing would need is set here: raise STYLE in source.py with any change. */
const CONFIGURATION = {
  startOnLoad: false,
  securityLevel: "strict",
  theme: "base",
  deterministicIds: true,
  htmlLabels: false,
  fontFamily: FONTS,
  themeVariables: { fontFamily: FONTS, fontSize: "16px" },
  flowchart: { htmlLabels: false, nodeSpacing: 36, rankSpacing: 40, padding: 12, useMaxWidth: false },
  state: { useMaxWidth: false },
  sequence: { useMaxWidth: false, actorMargin: 30, messageFontSize: 16 },
  mindmap: { useMaxWidth: false, padding: 8 },
  timeline: { useMaxWidth: false },
  quadrantChart: { useMaxWidth: false, chartWidth: 600, chartHeight: 520, pointLabelFontSize: 15, quadrantLabelFontSize: 16 },
  xyChart: { useMaxWidth: false, width: 640, height: 420, xAxis: { labelFontSize: 15 }, yAxis: { labelFontSize: 15, titleFontSize: 15 } },
};

const MARGIN = 8; // px around what is drawn: lines and arrowheads reach beyond its box

/* The SVG of a diagram and what is wrong with its labels, or Mermaid's own message. */
async function draw(name, source, classes) {
  try {
    const { svg } = await mermaid.render(`d-${name}`, source);
    const place = document.createElement("div");
    place.innerHTML = svg;
    place.className = "cb-diagram";
    document.body.append(place);
    const drawing = place.querySelector("svg");
    drawing.querySelector("style").remove(); // measured in the site's own style, as readers see it
    drawing.removeAttribute("style");
    drawing.setAttribute("class", classes);
    const { x, y, width, height } = drawing.getBBox(); // Mermaid's own frame cuts some labels off
    const frame = [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
    drawing.setAttribute("viewBox", frame.join(" "));
    drawing.setAttribute("width", frame[2]);
    drawing.setAttribute("height", frame[3]);
    const faults = misplaced(drawing);
    const made = new XMLSerializer().serializeToString(drawing);
    place.remove();
    return { svg: made, faults };
  } catch (error) {
    const told = await plainError(source, error);
    return { error: String(told.message ?? told), line: told.hash?.loc?.first_line ?? null };
  }
}

/* The same mistake with the right line: Mermaid counts a line with a title or a description twice. */
async function plainError(source, error) {
  try {
    await mermaid.parse(source.replace(/^\s*acc(Title|Descr)\s*(:.*|\{[^}]*\})$/gm, (lines) => lines.replace(/[^\n]/g, "")));
    return error;
  } catch (plain) {
    return plain;
  }
}

/* Labels that stand out of their shape, out of the drawing or on one another. */
function misplaced(svg) {
  const SLACK = 1.5; // px that rounding and a letter's overhang may take
  const faults = [];
  const box = (element) => element.getBoundingClientRect();
  const say = (text, what) => faults.push(`the label “${text.textContent.trim()}” ${what}`);
  const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
  const whole = box(svg);

  const holds = (shape, rect) => {
    if (shape.tagName === "rect" || !shape.isPointInFill) {
      const outer = box(shape);
      return (
        rect.left >= outer.left - SLACK && rect.right <= outer.right + SLACK &&
        rect.top >= outer.top - SLACK && rect.bottom <= outer.bottom + SLACK
      );
    }
    const back = shape.getScreenCTM().inverse();
    const inset = SLACK + Math.min(rect.height / 6, 3);
    return [rect.left + inset, rect.right - inset].every((x) =>
      [rect.top + inset, rect.bottom - inset].every((y) => shape.isPointInFill(new DOMPoint(x, y).matrixTransform(back))),
    );
  };

  for (const text of texts) {
    const rect = box(text);
    if (rect.left < whole.left - SLACK || rect.right > whole.right + SLACK || rect.top < whole.top - SLACK || rect.bottom > whole.bottom + SLACK)
      say(text, "is cut off at the edge; make it shorter");
    const node = text.closest(".node, .timeline-node, .cb-shape");
    const shape =
      node?.querySelector("rect:not(.background), polygon, circle, path") ??
      (text.matches(".actor, .noteText") && text.parentNode.querySelector("rect"));
    if (shape && !holds(shape, rect)) say(text, "is larger than its box; break it with <br/> or make it shorter");
  }
  const level = texts.filter((text) => !/rotate\(-?90/.test(text.getAttribute("transform")));
  level.forEach((one, i) => {
    const a = box(one);
    for (const other of level.slice(i + 1)) {
      const b = box(other);
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > SLACK && down > Math.min(a.height, b.height) / 3) say(one, `lies on “${other.textContent.trim()}”; make one shorter or move it`);
    }
  });
  return faults;
}
