// Reads questions and their choices aloud, with a voice that lives on this device: no word leaves it. Where a plugin brings
// a sound file of a label, that is heard instead.
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

/** What is to be read of an element, as it is seen: each text with its language, or with the file that says it. */
export const piecesOf = (element) => {
  const found = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    const unseen = around.closest(".vh, select, textarea, button, script") || (around.checkVisibility && !around.checkVisibility());
    const file = around.closest("[data-say]")?.dataset.say;
    if (!text || unseen || (file && found.at(-1)?.file === file)) continue; // one file says all of its label
    found.push({ text, language: around.closest("[lang]").lang, file });
  }
  return found;
};

const player = new Audio();

// to its end; rejects when it can not be had
const play = async (file) => {
  const reply = await fetch(file);
  if (!reply.ok) throw new Error(file);
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(await reply.blob());
  await new Promise((resolve, reject) => {
    player.onended = resolve;
    player.onerror = reject;
    player.play().catch(reject);
  });
};

let reading = null;

const stop = () => {
  synth.cancel();
  player.pause();
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
  // texts are given to the voice all at once, up to the next file
  const onward = (number) => {
    if (reading !== button) return;
    const piece = pieces[number];
    if (!piece) return stop();
    if (piece.file) {
      play(piece.file).then(() => onward(number + 1), () => {
        piece.file = ""; // then the voice says it
        onward(number);
      });
      return;
    }
    const said = new SpeechSynthesisUtterance(piece.text);
    said.voice = voiceFor(piece.language) || voiceFor(document.documentElement.lang);
    if (!said.voice) return onward(number + 1);
    said.lang = said.voice.lang;
    const next = pieces[number + 1];
    if (!next || next.file) said.onend = () => onward(number + 1);
    synth.speak(said);
    if (!said.onend) onward(number + 1);
  };
  onward(0);
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
  if (!row || row.querySelector("[data-listen]") || !(voiceFor(document.documentElement.lang) || form.querySelector("[data-say]"))) return;
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
