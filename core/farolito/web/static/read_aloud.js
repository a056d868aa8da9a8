// Reads questions and their choices aloud, with a voice that lives on this device: no word leaves it. Where a plugin brings
// a sound file of a label, that is heard instead. Family pages (aloud.js) and tablets (tablet/pages.js) begin it.
const synth = window.speechSynthesis, player = new Audio();
// how devices call what we call otherwise
const OTHERWISE = { tl: "tl|fil", "zh-Hans": "zh.(cn|sg|hans)|cmn.cn", "zh-Hant": "zh.(tw|hk|hant)|cmn.tw|yue" };
let reading; // {button}

// the device's own voice for a language; a voice of the network is none
const voiceFor = (language) => {
  const tags = RegExp(`^(${OTHERWISE[language] ?? language.split("-")[0]})(?![a-z])`, "i");
  return synth?.getVoices().find(({ localService, lang }) => localService && tags.test(lang));
};
voiceFor("en"); // a browser looks for its voices when it is first asked

// what is to be read of an element, as it is seen: each text with its language, or with the file that says it
const piecesOf = (element) => {
  const found = [], texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: around } = texts.currentNode, text = data.trim(), file = around.closest("[data-say]")?.dataset.say;
    if (!text || around.closest(".vh, select, textarea, button, script") || around.checkVisibility?.() === false) continue;
    if (!file || found.at(-1)?.file !== file) found.push({ text, language: around.closest("[lang]").lang, file }); // one file says all of its label
  }
  return found;
};

// to its end; rejects when it is none
const play = async (sound) => {
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(sound);
  await player.play();
  await new Promise((resolve) => (player.onended = resolve));
};

// "Listen" becomes "Stop", and the other way round
const turn = ({ lastChild, dataset }) => ([lastChild.textContent, dataset.listen] = [dataset.listen, lastChild.textContent]);

export const stop = () => {
  synth?.cancel();
  player.pause();
  if (reading) turn(reading.button);
  reading = null;
};

const read = async (button, elements) => {
  const again = reading?.button === button;
  stop();
  if (again) return;
  const now = (reading = { button }), pieces = elements.flatMap(piecesOf);
  turn(button);
  for (const [at, { text, language, file }] of pieces.entries()) {
    const sound = file && (await fetch(file).then((reply) => reply.blob()).catch(() => 0));
    const isHeard = sound && reading === now && (await play(sound).then(() => 1, () => 0));
    if (reading !== now) return;
    if (isHeard) continue;
    const voice = voiceFor(language) || voiceFor(document.documentElement.lang); // where no file can be had
    if (!voice) continue;
    const said = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
    const ended = new Promise((resolve) => (said.onend = said.onerror = resolve)), next = pieces[at + 1];
    synth.speak(said);
    if (!next || next.file) await ended; // until then all are given to the voice at once
  }
  if (reading === now) stop();
};

/**
 * Offers to read the questions of a form: the hidden button of its <nav>, [data-listen], comes where there is a voice or a file;
 * it holds the word for "Stop". Those of single questions come with the first press.
 */
export const offer = (form) => {
  const all = (selector) => [...form.querySelectorAll(selector)], [button] = all("nav [data-listen]");
  button.hidden = !voiceFor(document.documentElement.lang) && !all("[data-say]")[0];
  button.onclick = () => {
    const questions = all("main .field").filter((one) => !one.parentElement.closest(".field"));
    if (questions[1] && !all("main [data-listen]")[0])
      for (const one of questions) {
        const own = button.cloneNode(true);
        own.onclick = () => read(own, [one]);
        one.append(own);
      }
    read(button, all("main > h1, main > .pre, main > .field, main > .group, main > .note"));
  };
};

addEventListener("pagehide", stop);
