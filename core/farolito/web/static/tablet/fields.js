// A question page: its blank HTML from the offline copy, with what this family typed, is asked and must mend.
// The HTML is that of the server's own templates; farolito.web.tablet.blank_pages says how it is marked.
import { evaluate, load } from "../expressions.js";
import { functions, pathOf, placesFor } from "./journey.js";
import { escaped, filled } from "./telling.js";

export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** HTML as nodes, without the parts whose mark says that they are not there. */
export const drawn = (html, when = {}) => {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  when.mix?.(content);
  for (const part of all(content, "[data-if]")) {
    const [how, ...names] = part.dataset.if.split(" ");
    if (!when[how]?.(...names)) part.remove();
    else if (part.localName === "f-p") part.replaceWith(...part.childNodes);
  }
  return content;
};

// Puts the choices of a question into this order; they may stand in several places, as the head of a table does.
const mixed = (content, question, names) => {
  const parts = all(content, `[data-if^="choice ${question} "]`), rank = ({ dataset }) => names.indexOf(dataset.if.split(" ")[2]);
  const slots = parts.map((part) => (part.before(""), part.previousSibling)), many = names.length;
  parts.forEach((part, at) => slots[at - (at % many) + rank(part)].replaceWith(part));
};

/** The fields below a root, each with its question and the suffix of its name. */
export const fieldsOf = (root) =>
  all(root, "input[name], select, textarea").map((field) => {
    const [question, suffix = ""] = field.name.split(/\.(.*)/s);
    return { field, question, suffix, ticks: /^(radio|checkbox)$/.test(field.type) };
  });

/** The sentence about a problem: the form's own words first. */
export const sentence = (pages, question, { code, params = {} }) => {
  const { message, row } = pages.questions[question] || {}, told = pages.problems[code] || pages.problems.constraint;
  const said = told.big ? told : filled(told[new Intl.PluralRules(pages.locale).select(params.max)] || told.other, params);
  return (row ? `${row}: ` : "") + ((code === "constraint" && message) || filled(said, { ...params, month: pages.months[params.month - 1] }));
};
/** What is wrong with a page, first in it: [{to: the id of a field, words}]. */
export const summary = (pages, lines) =>
  drawn(filled(pages.pieces.problems, { lines: lines.map(({ to, words }) => `<li><a href="#${escaped(to)}">${escaped(words)}</a></li>`).join("") }));

// what stands in fields that nobody has touched: the default of the question, which is no answer yet
const untouched = ({ type, default: rule }, { names, inside }, today) => {
  const value = rule === undefined ? null : evaluate(load(rule, functions), names, today, null, inside);
  if (value === null) return {};
  if (type !== "date") return { "": typeof value === "boolean" ? [value ? "yes" : "no"] : [value].flat().map(String) };
  const [year, month, day] = value.split("-").map(Number);
  return { year: [year], month: [month], day: [day] };
};

/** A question page. `problems`: [{question, suffix, code, params}]; `who`: what the entries are called in which it stands. */
export const questionPage = (pages, step, { draft, walked, problems = [], who = [] }) => {
  const { context } = walked, find = (name) => step.questions.find((question) => question.name === name);
  const root = drawn(pages.pages[step.page.name].html, {
    any: (...names) => names.some(find),
    choice: (name, choice) => find(name)?.choices?.some((one) => one.name === choice) ?? true, // yes_no has none
    free: (name) => !find(name)?.needed,
    mix: (content) => step.questions.forEach(({ name, orders }) => orders && mixed(content, name, orders[context.order])),
  });
  const told = problems.map((one) => ({ ...one, words: sentence(pages, one.question, one) })), fields = fieldsOf(root);
  for (const place of all(root, "[data-e]")) {
    const words = told.filter(({ question }) => question === place.dataset.e).map(({ words }) => words);
    if (words[0]) place.append([...new Set(words)].join(". ")), place.parentElement.classList.add("bad");
    else place.remove();
  }
  for (const { field, question: name, suffix, ticks } of fields) {
    const question = find(name), values = (draft.raw[pathOf(step.within, name)] || untouched(question, step.place, context.today))[suffix] || [];
    for (const { slug, name, within } of field.dataset.places ? placesFor(question, context) : []) field.append(new Option(within ? `${name} – ${within}` : name, slug));
    if (field.dataset.places && question.later) field.replaceWith(field.nextElementSibling);
    if (ticks) field.checked = values.includes(field.value);
    else if (suffix || field.type !== "hidden") field.value = values[0] ?? ""; // hidden: what agreeing means
    const isWrong = !ticks && problems.some((one) => one.question === name && one.suffix === suffix);
    if (isWrong) field.ariaInvalid = true;
    if (isWrong || (ticks ? field.checked : values[0])) field.closest("details")?.setAttribute("open", "");
  }
  if (who[0]) root.prepend(drawn(`<p class="hint who">${who.join(" – ")}</p>`));
  const lines = told.map(({ question, suffix, words }) => {
    const own = fields.filter((one) => one.question === question), { field } = own.find((one) => one.suffix === suffix) || own[0] || {};
    return { words, to: field?.id || question };
  });
  if (lines[0]) root.prepend(summary(pages, lines));
  return root;
};

/** What stands in the fields of a page: question -> suffix -> texts. */
export const typedIn = (root, { questions }) => {
  const typed = Object.fromEntries(questions.filter(({ asked }) => asked !== false).map(({ name }) => [name, {}]));
  for (const { field, question, suffix, ticks } of fieldsOf(root)) {
    if (field.value && typed[question] && (!ticks || field.checked)) (typed[question][suffix] ||= []).push(field.value);
  }
  return typed;
};
