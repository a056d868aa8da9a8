// Staff ask and type: beside the family's page stands what it says in the language of staff.

import { drawn, fieldsOf } from "./fields.js";

/** Puts the words of the page that is in `main` into `aside`, at each change; `pages` are those in the language of staff. */
export function readBeside(main, aside, pages) {
  const read = () => {
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
