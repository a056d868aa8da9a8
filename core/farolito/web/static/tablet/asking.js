// Staff ask and type: beside the family's page stands what it says in the language of staff, and keys choose.

import { all, drawn, fieldsOf } from "./fields.js";
import { asciiDigits } from "./reading.js";
import { byId } from "./screens.js";

/** Puts the words of the page that is in `main` into `aside`, at each change; `pages` are those in the language of staff. */
export function readBeside(main, aside, pages) {
  byId("keys").closest("p").hidden = false;
  const read = () => {
    all(main, ".ch").slice(0, 9).forEach((one, at) => (one.dataset.n = at + 1));
    if (!pages) return;
    const names = fieldsOf(main).map(({ question }) => question);
    const has = new RegExp(`name="${names[0]}["./]`);
    const page = Object.values(pages.pages).find(({ html }) => has.test(html));
    const there = (...some) => some.some((one) => names.includes(one));
    const root = drawn(page?.html ?? "", { any: there, choice: there, free: there });
    for (const one of root.querySelectorAll("input, select, textarea, button, datalist, [data-e]")) one.remove();
    for (const one of root.querySelectorAll("*"))
      for (const name of one.getAttributeNames()) if (!["class", "lang", "dir", "open"].includes(name)) one.removeAttribute(name);
    aside.replaceChildren(root);
    aside.hidden = !page;
  };
  new MutationObserver(read).observe(main, { childList: true });
  read();
}

// keys 1 to 9 choose, and Enter goes on where there is something to choose; not in what is typed into, nor without the tick
addEventListener("keydown", ({ key, target, repeat, ctrlKey, altKey, metaKey }) => {
  const isOn = document.querySelector(":not([hidden]) > label > #keys:checked"), main = byId("main"), number = asciiDigits(key);
  if (!isOn || repeat || ctrlKey || altKey || metaKey || target.matches("select, textarea, input:not(.ch *)")) return;
  if (number > 0) main.querySelector(`[data-n="${number}"]`)?.click();
  if (key === "Enter" && main.querySelector("[data-n]") && !target.closest("a, button, summary, input")) main.closest("form").requestSubmit();
});
