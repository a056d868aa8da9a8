// One family's way through a form on a tablet: which page is shown, and what each button does. The twin of
// farolito.web.respond.moves and list_moves. All of it is in memory: whoever ends it forgets it.
import { around, beside, furthest, isBlank, pathOf, progress, stepAt, walk } from "./journey.js";
import { drawn, questionPage, typedIn } from "./fields.js";
import { offer, stop } from "../read_aloud.js";
import { sign } from "../signature.js";
import { escaped, filled } from "./telling.js";
import { checkPage, entryName, isWritten, lastPage, listPage, namesAround } from "./checking.js";

/**
 * Opens a form in `main`, which stands in a <form>. `rules`, `pages`: from the offline copy, `pages` in the family's language;
 * `load(language)` gives them in another; `languages`: of the link. `draft`: {raw, entries}, changed in place.
 * `context`: {today, places}; `help`: {phone, room} of the place.
 * `ended("sent" | "kept" | "erased" | "declined")` is called once; after "sent", `last()` shows what happens now.
 * `spoke(language)` is called when the family chose another. Gives {keep(), speak(language), last(), close()}.
 */
export const openForm = (main, { rules, pages, load, languages = [], draft, context, help, ended, spoke = () => {} }) => {
  const paper = main.closest("form"), nav = Object.assign(document.createElement("nav"), { className: "wrap pair" }), removed = {};
  let view = {}, walked, checking = false;

  const walkOn = () => (walked = walk(rules, draft, { ...context, language: pages.language })).steps;

  const put = (root, title, more) => {
    view = { ...view, enter: "next", on: "", ...more };
    stop();
    main.replaceChildren(root);
    const place = view.step && !view.on ? filled(pages.words.step, progress(rules, view.step)) : "";
    nav.replaceChildren(view.on === "last" ? "" : drawn(filled(pages.pieces.nav, { place })));
    document.title = (rules.neutral ? place : drawn(title).textContent) || "Farolito";
    sign(main);
    const first = main.querySelector("#problems") || main.querySelector("h1") || main;
    scrollTo(0, 0);
    first.tabIndex = -1;
    first.focus();
  };

  /** Shows a step, or check-answers; where the family should be when there is no such step. */
  const show = (key, more = {}) => {
    const steps = walkOn(), step = stepAt(steps, key), given = { draft, walked, ...more };
    if (!step && furthest(steps)) return show(furthest(steps).key);
    view = { key, step };
    if (!step) return (checking = false), put(checkPage(pages, rules, given), pages.pieces.check.split("</h1>")[0], { enter: "send" });
    if (step.kind === "list") return put(listPage(pages, rules, step, given), pages.sections[step.section.name]);
    const who = namesAround(pages, rules, given, step.within), isAsked = step.questions.some(({ name }) => name === step.section.repeat?.label);
    given.who = who.filter(({ isOwn }, at) => at < who.length - 1 || (isOwn && !isAsked)).map(({ html }) => html);
    put(questionPage(pages, step, given), pages.pages[step.page.name].heading);
    offer(paper);
  };

  const onward = (here) => {
    const steps = walkOn(), list = stepAt(steps, around(here.within));
    if (!checking) return show(beside(steps, here, 1)?.key);
    for (const next of [furthest(steps, here.within), list]) if (next && !next.finished) return show(next.key);
    show();
  };

  /** Keeps what stands in the fields, unchecked: a blank field that nobody came to stays so. */
  const keep = () => {
    const { step, on } = view, typed = {};
    if (on || !step) return typed;
    if (step.kind === "list") {
      const chosen = paper.elements[step.key]?.value || "";
      delete draft.raw[step.key];
      if (chosen && chosen !== (draft.entries[step.key]?.done && "no")) draft.raw[step.key] = { "": [chosen] };
      return { more: chosen };
    }
    for (const [name, fields] of Object.entries(typedIn(main, step))) {
      const path = pathOf(step.within, name);
      typed[path] = fields;
      // what agreeing means stands in a hidden field: nobody has agreed before they press the button that says so
      if (draft.raw[path] || (!isBlank(fields) && paper.elements[name]?.type !== "hidden")) draft.raw[path] = fields;
    }
    return typed;
  };

  const speak = async (language) => {
    keep();
    pages = await load(language);
    Object.assign(document.documentElement, { lang: language, dir: pages.dir });
    spoke(language);
    show(view.key);
  };

  const next = (step, typed) => {
    Object.assign(draft.raw, typed);
    const now = stepAt(walkOn(), view.key), problems = [];
    for (const { name, options } of now?.questions || []) {
      const path = pathOf(step.within, name), { problems: wrong = [] } = walked.said[path] || {};
      if (options?.declines?.includes(typed[path]?.[""]?.[0])) return ended("declined");
      if (typed[path]) problems.push(...wrong.map((one) => ({ ...one, question: name })));
    }
    if (problems[0] || (now && !now.finished)) return show(view.key, { problems });
    onward(now || step);
  };

  const onList = (verb, id, more) => {
    const { key, step } = view, { max } = step.section.repeat, list = (draft.entries[key] ||= { ids: [], done: false });
    const path = `${key}/${id}`, again = (...problems) => show(key, { problems });
    const into = (id) => show((walkOn().find(({ within }) => within === `${key}/${id}`) || step).key);
    if (verb === "change") return into(id);
    if (verb === "remove") {
      const { words } = entryName(pages, step.section, { draft, walked }, path);
      return put(drawn(filled(pages.remove, { name: escaped(words), id })), words, { on: verb, enter: `removed:${id}` });
    }
    if (verb === "removed") {
      const gone = (removed[id] = { id, at: list.ids.indexOf(id), words: entryName(pages, step.section, { draft, walked }, path).words, raw: {}, entries: {} });
      for (const part of ["raw", "entries"]) {
        for (const one of Object.keys(draft[part]).filter((one) => one.startsWith(`${path}/`))) {
          gone[part][one] = draft[part][one];
          delete draft[part][one];
        }
      }
      list.ids.splice(gone.at, 1);
      return show(key, { gone });
    }
    if (verb === "undo") {
      if (list.ids.length < max && removed[id]) {
        list.ids.splice(removed[id].at, 0, id);
        for (const part of ["raw", "entries"]) Object.assign(draft[part], removed[id][part]);
        delete removed[id];
      }
      return show(key);
    }
    const empty = list.ids.filter((id) => !isWritten(draft, `${key}/${id}`));
    if (!more && list.ids.length < max) return again({ question: key, code: "yes_or_no" });
    if (more === "yes") {
      if (!empty[0] && list.ids.length >= max) return again({ question: key, code: "max_entries", params: { max } });
      if (!empty[0]) empty.push(crypto.getRandomValues(new Uint32Array(1))[0].toString(36)), list.ids.push(empty[0]);
    } else {
      list.ids = list.ids.filter((id) => !empty.includes(id));
      const steps = walkOn(), open = list.ids.filter((id) => furthest(steps, `${key}/${id}`));
      if (open[0]) return again(...open.map((id) => ({ question: `${key}/${id}`, code: "entry_not_finished" })));
    }
    list.done = more !== "yes";
    delete draft.raw[key];
    if (list.done) onward(stepAt(walkOn(), key));
    else into(empty[0]);
  };

  const last = () => put(lastPage(pages, rules, { walked, help }), "", { on: "last", step: undefined });
  // what nobody reads is not kept for anybody
  const forget = () => void Object.assign(draft, { raw: {}, entries: {} });

  const press = (go) => {
    const [verb, about] = go.split(/:(.*)/s), { key, step, on } = view, typed = keep();
    if (verb === "language") {
      const offers = pages.language_page, root = drawn(offers);
      for (const one of root.querySelectorAll("li")) if (!languages.includes(one.lang)) one.remove();
      return put(root, "", { on: verb, enter: "back" });
    }
    if (verb === "use") return speak(about);
    if (verb === "stop") return put(drawn(pages.stop), "", { on: verb, enter: "back" });
    if (verb === "erase" || verb === "keep") return ended(verb === "keep" ? "kept" : "erased");
    if (on && verb === "back") return show(key);
    if (!step && verb === "change") return (checking = true), show(about);
    if (!step && verb === "send") return rules.silent ? (last(), forget()) : ended("sent");
    if (verb === "back") {
      const before = step ? beside(walkOn(), step, -1) : walkOn().filter(({ within }) => !within).at(-1);
      if (checking && !(step.within && before)) return show();
      return show((before || step).key);
    }
    if (!step) return;
    if (step.kind === "list") return onList(verb, about, typed.more);
    if (verb === "decline") for (const { name, options } of step.questions) if (options?.declines?.includes(about)) typed[pathOf(step.within, name)] = { "": [about] };
    next(step, typed);
  };

  const listening = {
    submit(event) {
      event.preventDefault();
      const go = event.submitter?.value || "next";
      press(go === "next" ? view.enter : go);
    },
    // "None of these" and "Skip" clear the others, a menu clears Skip, and the other way round
    change({ target }) {
      const isMenu = (field) => field.type === "select-one", clears = (field) => "alone" in field.dataset || isMenu(field);
      if (!target.name || !(isMenu(target) ? target.value : target.checked)) return;
      for (const other of document.getElementsByName(target.name)) {
        if (other === target || !(clears(target) || clears(other))) continue;
        if (isMenu(other)) other.value = "";
        else other.checked = false;
      }
    },
    click(event) {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault(); // no fragment in the address, no entry in the history
      document.getElementById(link.hash.slice(1))?.focus();
    },
  };
  for (const [name, act] of Object.entries(listening)) paper.addEventListener(name, act);
  main.before(nav);
  show(furthest(walkOn())?.key);

  return {
    keep: rules.silent ? forget : keep,
    speak,
    last,
    close() {
      for (const [name, act] of Object.entries(listening)) paper.removeEventListener(name, act);
      stop();
      nav.remove();
      main.replaceChildren();
    },
  };
};
