// Puts a screen of the document's templates into place, with its words in the language that is spoken.

import { filled } from "./telling.js";

const boot = JSON.parse(document.body.dataset.boot);
let words, ours;

export const byId = (id) => document.getElementById(id);

/** The words of a key, `{n}` filled in; in the language of staff, whatever a family reads. */
export const t = (key, values = {}, from = words) => filled(from.words[key], values);
export const forStaff = (key, values) => t(key, values, ours);

/** Says something at a place, "" for nothing; what stands there already is not read out again. */
export function say(id, text) {
  const place = byId(id);
  if (!place || place.textContent === text) return;
  place.textContent = text;
  place.hidden = !text;
}

function fill(root) {
  for (const one of root.querySelectorAll("[data-w]")) one.textContent = t(one.dataset.w, {}, one.closest("[data-ours]") ? ours : words);
  for (const one of root.querySelectorAll("[data-ours]")) speaks(one, ours);
}

const speaks = (one, { lang, dir }) => Object.assign(one, { lang, dir });

/** From here on the screens speak a language, or English where the host has no words in it; `staff`: it is theirs. */
export async function speak(lang, staff) {
  words = { ...(await (await fetch(boot[lang] ?? boot.en)).json()), lang };
  if (staff) ours = words;
  speaks(document.documentElement, words);
  fill(document);
}

/** Shows a screen; `texts` by id are words of ours alone: the name of a fair, a code. */
export function show(id, texts = {}) {
  const screen = byId(id).content.cloneNode(true);
  fill(screen);
  for (const one of document.querySelectorAll("dialog[open]")) one.close();
  byId("screen").replaceChildren(screen);
  for (const [place, text] of Object.entries(texts)) say(place, text);
  const heading = document.querySelector("#screen h1");
  document.title = heading?.textContent ?? "Farolito";
  heading?.focus();
}

/** What each button does, by its data-do. */
export const act = {};

addEventListener("click", ({ target }) => act[target.closest?.("button[data-do]")?.dataset.do]?.());
addEventListener("submit", (event) => {
  event.preventDefault();
  act[event.target.dataset.do]?.(event);
});
