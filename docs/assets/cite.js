// "Cite this chapter": a paragraph can be chosen and each form copied.
// Without this script the forms stand there as text to select.
(() => {
  "use strict";
  const box = document.querySelector(".cb-cite");
  if (!box) return;
  const forms = [...box.querySelectorAll("pre[data-form]")];
  const whole = forms.map((form) => form.textContent);
  const last = document.querySelectorAll(".cb-p").length;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const status = make("p", { role: "status" });
  const number = make("input", { type: "number", min: 1, max: last });
  number.setAttribute("aria-label", "Paragraph to cite; empty for the whole chapter");

  const show = () => {
    const valid = number.value !== "" && number.checkValidity();
    forms.forEach((form, i) => {
      form.textContent = valid
        ? form.dataset.paragraph.replaceAll("¶¶", String(Number(number.value)))
        : whole[i];
    });
  };

  // Where a page may not write to the clipboard, the text is selected for the reader to copy.
  const copy = async (form) => {
    const name = form.dataset.form;
    try {
      await navigator.clipboard.writeText(form.textContent);
      status.textContent = `${name} citation copied.`;
    } catch {
      getSelection().selectAllChildren(form);
      status.textContent = `${name} citation selected: copy it with Ctrl+C or ⌘C.`;
    }
  };

  const follow = () => {
    const found = /^#p-(\d+)$/.exec(location.hash);
    if (!found) return;
    number.value = found[1];
    show();
  };

  const list = box.querySelector("dl");
  list.before(make("p", {}, make("label", {}, "Paragraph ¶ ", number)), status);
  for (const form of forms) {
    const button = make("button", { type: "button", onclick: () => copy(form) }, "Copy");
    button.setAttribute("aria-label", `Copy the ${form.dataset.form} citation`);
    form.after(button);
  }
  number.addEventListener("input", show);
  addEventListener("hashchange", follow);
  follow();
})();
