// The pages that the tablet makes of what was answered: a list, check your answers, and the last one.
import { around, needsOf, pathOf } from "./journey.js";
import { drawn, fieldsOf, sentence, summary } from "./fields.js";
import { escaped, filled, own, tell } from "./telling.js";

// an answer as lines of HTML; "" where there is none
const linesOf = (pages, question, { draft, walked }, path) => {
  const { answer } = walked.said[path] || {};
  if (!answer || answer.skipped) return "";
  return answer.unread ? own(Object.values(draft.raw[path]).flat().join(" ")) : tell(question, answer, pages.told);
};

/** What an entry of a list is called: by what the family wrote, else by its number: {html, words, isOwn}. */
export const entryName = (pages, { repeat, pages: asked }, given, path) => {
  const question = asked.flatMap(({ questions }) => questions).find(({ name }) => name === repeat.label), at = pathOf(path, repeat.label);
  const typed = question.chosen ? "" : given.draft.raw[at]?.[""]?.[0]?.trim(), html = linesOf(pages, question, given, at) || (typed && own(typed));
  const { entry } = pages.lists[repeat.name], list = around(path), number = given.draft.entries[list].ids.indexOf(path.slice(list.length + 1)) + 1;
  const words = html ? drawn(html).textContent : `${entry.charAt(0).toUpperCase()}${entry.slice(1)} ${number}`;
  return { html: html || escaped(words), words, isOwn: !!html };
};
/** What the entries are called in which something stands, the outermost first. */
export const namesAround = (pages, { sections = [] }, given, within, from = 0) => {
  const parts = within.split("/"), section = sections.find(({ repeat }) => repeat?.name === parts[from]);
  return section ? [entryName(pages, section, given, parts.slice(0, from + 2).join("/")), ...namesAround(pages, section, given, within, from + 2)] : [];
};
const titleOf = (pages, rules, given, section, within) => {
  const who = namesAround(pages, rules, given, within).map(({ html }) => html).join(", "), list = pages.sections[section.name];
  return who ? filled(pages.words.of, { who, list }) : list;
};

/** Whether something was written in an entry. */
export const isWritten = (draft, entry) => [draft.raw, draft.entries].some((part) => Object.keys(part).some((path) => path.startsWith(`${entry}/`)));

/** The list of a repeat. `problems`: [{question: path, code, params}]; `gone`: {id, words} of an entry just removed. */
export const listPage = (pages, rules, { key, section, within }, given) => {
  const { draft, problems = [], gone } = given, { ids = [], done } = draft.entries[key] || {}, made = pages.lists[section.repeat.name];
  const told = Object.fromEntries(problems.map((one) => [one.question, sentence(pages, "", one)]));
  const rows = ids.filter((id) => isWritten(draft, `${key}/${id}`)).map((id) => {
    const { html, words } = entryName(pages, section, given, `${key}/${id}`), problem = told[`${key}/${id}`];
    return filled(problem ? made.bad_row : made.row, { id, name: html, plain: escaped(words), problem: escaped(problem) });
  });
  const root = drawn(filled(ids.length >= section.repeat.max ? made.full : rows[0] ? made.some : made.none, {
    heading: titleOf(pages, rules, given, section, within),
    counted: made.counted[rows.length - 1],
    row: rows.join(""),
    add: filled(told[key] ? made.bad_add : made.add, { key, problem: escaped(told[key]) }),
    undo: gone ? filled(made.undo, { gone: gone.id, removed: escaped(gone.words) }) : "",
  }));
  for (const { field } of fieldsOf(root)) field.checked = (draft.raw[key]?.[""][0] || (done && "no")) === field.value;
  if (problems[0]) root.prepend(summary(pages, problems.map(({ question: at }) => ({ words: told[at], to: at === key ? "more" : `change-${at.slice(key.length + 1)}` }))));
  return root;
};

/** Check your answers: every answer with its Change button. */
export const checkPage = (pages, rules, given) => {
  const { draft, walked: { steps, said } } = given, { words, pieces } = pages, parts = [];
  let answered, before, group;
  for (const { kind, key, section, within, questions } of steps) {
    const list = kind === "list" ? key : around(within), outer = around(list), isFirst = draft.entries[list]?.ids[0] === within.slice(list.length + 1);
    if (list && before !== list + within) group = undefined;
    if (kind === "list" ? draft.entries[key]?.ids[0] : !questions.some(({ asked }) => asked !== false)) continue;
    if (before !== section.name + within) {
      const title = titleOf(pages, rules, given, section, outer), name = kind === "page" && within ? ` – ${entryName(pages, section, given, within).html}` : "", h = outer ? "h3" : "h2";
      parts.push(`</dl><${h}>${title}${name}</${h}>`);
      if (list && (kind === "list" || isFirst)) parts.push(filled(pieces.list, { key: list, title }));
      if (kind === "list") parts.push(`<p>${pages.lists[section.repeat.name].empty}</p>`);
      parts.push('<dl class="sum">');
      group = undefined;
    }
    before = section.name + within;
    for (const question of questions.filter(({ asked }) => asked !== false)) {
      const { label, plain } = pages.questions[question.name], path = pathOf(within, question.name), { answer } = said[path] || {};
      const lines = linesOf(pages, question, given, path);
      if (question.group !== group && question.group) parts.push(`</dl><h3>${pages.groups[question.group]}</h3><dl class="sum">`);
      ({ group } = question);
      answered ||= lines;
      const shown = !lines ? words[question.later ? "later" : answer ? "skipped" : "unanswered"] : question.private ? filled(pieces.private, { answer: lines }) : lines;
      parts.push(filled(pieces.row, { label, key, plain: escaped(plain), answer: shown }));
    }
  }
  return drawn(filled(pieces.check, { body: `<dl>${parts.join("")}</dl>` }), { nothing: () => !answered && parts[0] });
};

/** The last page: what happens now, and what the answers lead to; not where the record is a student's own. */
export const lastPage = (pages, rules, { walked, help: { phone, room } = {} }) => {
  const found = needsOf(rules, walked), { own } = rules, open = own?.unless ? own.is.includes(walked.answers[own.unless]) : !own;
  return drawn(filled(pages.last, { phone: escaped(phone), room: escaped(room) }), {
    open: () => open,
    needs: (...names) => names.some((name) => found.includes(name)),
    unmatched: () => !found[0],
    phone: (...or) => phone || (or[0] && room),
    both: () => phone && room,
    room: () => room,
  });
};
