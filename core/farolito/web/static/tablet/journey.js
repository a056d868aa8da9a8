// The way through a form without internet: the twin of farolito.domain.journey, relevance, steps and scoring. Nothing is
// remembered between two walks: what was typed, the rules of the form and the day decide everything.
import { evaluate, load } from "../expressions.js";
import { read, valueOf } from "./reading.js";
import { sha256, utf8 } from "./sealing.js";

const SKIPPED = { skipped: true };
const loaded = new Map();
/** What plugins bring to rules, by name: {takes, gives, call}. One that is not here is missing. */
export const functions = {};
// a place: the names at the top of the form, and of the entries that a rule stands in, outermost first
const value = (tree, { names, inside }, { today }, own) => {
  if (!loaded.has(tree)) loaded.set(tree, load(tree, functions));
  return evaluate(loaded.get(tree), names, today, own, inside);
};
const applies = (tree, place, context) => tree === undefined || value(tree, place, context) === true;

export const pathOf = (within, name) => (within ? `${within}/${name}` : name);
/** The path of the list that an entry stands on; of the entry that a list stands in. */
export const around = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
export const isBlank = (raw) => !Object.values(raw).flat().some((text) => /[^\s\p{Cf}]/u.test(text));
/** Which of the 24 orders of choices a response has, by its id: the twin of farolito.domain.ordering.order_of, from 0 on. */
export const orderOf = async (sid) => (await sha256(utf8(sid))).slice(0, 8).reduce((rest, byte) => (rest * 256 + byte) % 24, 0);
/** The places of the site that a question offers. */
export const placesFor = ({ options }, { places = [] }) => places.filter(({ kind }) => kind === (options.districts ? "district" : "site"));

// What the fields of a question mean: {answer, own: for rules}, or {problems}; nothing when nobody came to it.
const judged = (question, raw, place, context) => {
  if (!raw) return {};
  if (question.later) return { answer: SKIPPED };
  const { answer, problems, unread } = read(question, raw, context);
  const wrong = (code) => ({ problems: [{ code, suffix: "", params: {} }] });
  if (problems[0]) return { problems };
  if (unread && !isBlank(raw)) return { answer: { unread } };
  if (answer === undefined || answer.skipped) {
    if (question.needed) return wrong(question.chosen ? "choose" : "required");
    return question.chosen && !answer ? wrong("choose_or_skip") : { answer: SKIPPED };
  }
  const own = valueOf(question, answer), { constraint } = question;
  return constraint !== undefined && value(constraint, place, context, own) === false ? wrong("constraint") : { answer, own };
};

/**
 * The journey of a draft: `steps` in order, each {kind: "page" | "list", key, section, page, within, questions, finished}, with the
 * questions that are asked (`needed`: they may not be skipped; `later`: only with internet) and the choices that are offered;
 * `answers` of what is asked; `said` by path of a question: {answer} or {problems: [{suffix, code, params}]}; `names` for rules.
 * `context`: {today, language, places, order}.
 */
export const walk = (rules, draft, context) => {
  const steps = [], said = {}, answers = {}, names = {}, open = new Set();

  const walkPage = (section, page, within, answers, place) => {
    if (!applies(page.relevant, place, context)) return;
    const questions = [], names = place.inside.at(-1) || place.names;
    let finished = true;
    for (const question of page.questions) {
      const { name, calculation, choices, asked, required, group } = question, path = pathOf(within, name);
      if (!applies(rules.groups?.[group], place, context) || !applies(question.relevant, place, context)) continue;
      if (calculation !== undefined) {
        names[name] = value(calculation, place, context);
        if (names[name] !== null) answers[name] = names[name];
        continue;
      }
      const offered = { ...question, choices: choices?.filter(({ relevant }) => applies(relevant, place, context)) };
      if (offered.choices?.length === 0 || question.unknown) continue;
      offered.needed = required !== undefined && applies(required, place, context);
      offered.later ||= question.type === "location" && !question.options.other && !placesFor(question, context)[0];
      questions.push(offered);
      if (asked === false) continue;
      const { answer, own = null } = (said[path] = judged(offered, draft.raw[path], place, context));
      if (!answer) finished = false;
      else if (!answer.unread) (answers[name] = answer), (names[name] = own);
    }
    if (questions[0] || page.intro) steps.push({ kind: "page", key: pathOf(within, page.name), section, page, within, questions, finished, place });
  };

  const walkSection = (section, within, answers, place) => {
    const { pages, sections = [], repeat } = section;
    if (!applies(section.relevant, place, context)) return;
    if (!repeat) return pages.forEach((page) => walkPage(section, page, within, answers, place));
    const key = pathOf(within, repeat.name), { ids = [], done = false } = draft.entries[key] || {};
    steps.push({ kind: "list", key, section, within, questions: [], finished: done && !draft.raw[key] });
    const entries = ids.map((id) => ({ id, answers: {} }));
    answers[repeat.name] = { entries, done };
    const listed = entries.slice(0, repeat.max).map(({ id, answers }) => {
      const own = {}, here = { names: place.names, inside: [...place.inside, own] }; // an entry has all its names
      for (const { name } of [...pages.flatMap(({ questions }) => questions), ...sections.map(({ repeat }) => repeat)]) own[name] = null;
      for (const page of pages) walkPage(section, page, `${key}/${id}`, answers, here);
      for (const inner of sections) walkSection(inner, `${key}/${id}`, answers, here);
      return own;
    });
    if (draft.entries[key]) (place.inside.at(-1) || place.names)[repeat.name] = listed;
  };

  for (const section of rules.sections) walkSection(section, "", answers, { names, inside: [] });
  for (const step of [...steps].reverse()) { // a list is unfinished while one of its entries is, however deep
    if (open.has(step.key)) step.finished = false;
    if (step.within && !step.finished) open.add(around(step.within));
  }
  return { steps, said, answers, names, context };
};

export const stepAt = (steps, key) => steps.find((step) => step.key === key);
/** The first step that is not finished in an entry, or outside of all: nothing when it is time to check. */
export const furthest = (steps, within = "") => steps.find((step) => step.within === within && !step.finished);
/** The next step (way 1) or the one before (-1) in the same entry, else the list around. */
export const beside = (steps, { key, within }, way) => {
  const place = steps.findIndex((step) => step.key === key), ahead = way > 0 ? steps.slice(place + 1) : steps.slice(0, place).reverse();
  return ahead.find((step) => step.within === within) || (within ? stepAt(steps, around(within)) : undefined);
};
/** "Step n of m": in sections of the form, so that no answer makes it jump back. */
export const progress = ({ sections }, { section }) => {
  const holds = (one) => one === section || one.sections?.some(holds);
  return { n: sections.findIndex(holds) + 1, of: sections.length };
};

// what an answer adds to a score: a rating is its own points
const points = (question, said) => {
  if (typeof said === "number") return said;
  const scores = [said ?? ""].flat().map((name) => question?.choices?.find((choice) => choice.name === name)?.score);
  return scores.some((score) => score === undefined) ? undefined : scores.reduce((sum, score) => sum + score, 0);
};
/** The names of the needs that follow from the answers, in the order of the form. */
export const needsOf = ({ sections, scores = [], needs = [] }, { names, context }) => {
  const known = { ...names }, asked = sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions));
  for (const { name, questions, when_missing: when, most_missing: most, least_answered: least = 0, multiply = 1 } of scores) {
    const there = questions.map((one) => points(asked.find((question) => question.name === one), names[one])).filter((one) => one !== undefined);
    const missing = questions.length - there.length;
    if (missing <= (when === "none" ? 0 : (most ?? missing)) && there.length >= least) known[name] = there.reduce((sum, one) => sum + one, 0) * multiply;
  }
  return needs.filter(({ when }) => applies(when, { names: known, inside: [] }, context)).map(({ name }) => name);
};
