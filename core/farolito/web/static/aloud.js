// Reads questions and their choices aloud, with a voice that lives on this device: no word leaves it.
// family.js brings it to pages of questions where the browser can speak; everything works without it.
const synth = speechSynthesis;
const form = document.querySelector("form[data-aloud]");
const OTHERWISE = {
  tl: ["tl", "fil"],
  "zh-Hans": ["zh-cn", "zh-sg", "zh-hans", "cmn-cn"],
  "zh-Hant": ["zh-tw", "zh-hk", "zh-hant", "cmn-tw", "yue"],
};

/** The device's own voice for a language of ours; undefined where it has none. A voice of the network is none. */
export const voiceFor = (language) => {
  const wanted = OTHERWISE[language] || [language.toLowerCase().split("-")[0]];
  const speaks = (voice) => {
    const tag = voice.lang.toLowerCase().replace(/_/g, "-");
    return wanted.some((one) => tag === one || tag.startsWith(`${one}-`));
  };
  return synth.getVoices().find((voice) => voice.localService && speaks(voice));
};

/** What is to be read of an element, as it is seen: one piece for each text, with its language. */
export const piecesOf = (element) => {
  const found = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    const unseen = around.closest(".vh, select, textarea, button, script") || (around.checkVisibility && !around.checkVisibility());
    if (text && !unseen) found.push({ text, language: around.closest("[lang]").lang });
  }
  return found;
};

let reading = null;

const stop = () => {
  synth.cancel();
  if (reading) reading.lastChild.textContent = form.dataset.read;
  reading = null;
};

const read = (button, elements) => {
  const again = reading === button;
  stop();
  if (again) return;
  reading = button;
  button.lastChild.textContent = form.dataset.stop;
  const pieces = elements.flatMap(piecesOf);
  pieces.forEach(({ text, language }, number) => {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voiceFor(language) || voiceFor(document.documentElement.lang);
    said.lang = said.voice.lang;
    if (number === pieces.length - 1) said.onend = () => reading === button && stop();
    synth.speak(said);
  });
};

const buttonFor = (elements, pressed) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn link";
  button.dataset.listen = "";
  button.innerHTML = '<svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M3 8v4h3l4 3V5L6 8zM13 7q2 3 0 6M15 5q4 5 0 10"/></svg><span></span>';
  button.lastChild.textContent = form.dataset.read;
  button.addEventListener("click", () => { if (pressed) pressed(); read(button, elements()); });
  return button;
};

// The button stands where there is room for it already, so nothing moves; those of single questions come with the first press.
const begin = () => {
  const row = form.querySelector("nav");
  if (!row || row.querySelector("[data-listen]") || !voiceFor(document.documentElement.lang)) return;
  const questions = [...form.querySelectorAll("main .field")].filter((one) => !one.parentElement.closest(".field"));
  const words = () => [...form.querySelectorAll("main > h1, main > .pre, main > .field, main > .group, main > .note")];
  row.append(buttonFor(words, () => {
    if (questions.length < 2 || questions[0].querySelector("[data-listen]")) return;
    for (const one of questions) one.append(buttonFor(() => [one]));
  }));
};

addEventListener("pagehide", stop);
synth.addEventListener("voiceschanged", begin);
begin();
