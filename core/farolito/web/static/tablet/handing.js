// The tablet in the hands of a family: one form from its first page to "give it back". What is typed is in memory alone.

import { readBeside } from "./asking.js";
import { open } from "./outbox.js";
import { functions, orderOf } from "./journey.js";
import { openForm } from "./pages.js";
import { wrong } from "./pin.js";
import { asciiDigits } from "./reading.js";
import { newSid } from "./sealing.js";
import { act, byId, say, show, speak, t } from "./screens.js";
import { keep, tablet } from "./store.js";

const IDLE = 180_000; // milliseconds without a touch until we ask
const LAST = 60_000; // and then until we save and clear
const THANKS = 20_000;

/** Null where this browser keeps nothing. */
export const outbox = await open().catch(() => null);

let now; // the answers that are being given: {header, record, ours, form, complete, code}
let timer;

const wait = (milliseconds, then) => {
  clearTimeout(timer);
  timer = setTimeout(then, milliseconds);
};

const read = async (address) => (await (await caches.open("copy")).match(address)).json();

/** Nobody is here: the screen between two families. */
export async function lock() {
  end();
  await speak(tablet.language, true);
  show("rest", { place: tablet.copy?.fair.place.name });
}

const some = () => Object.keys(now.record.draft.raw).length;

function end() {
  clearTimeout(timer);
  now?.form.close();
  now = null;
}

function thank(code) {
  if (now.ours) return back();
  end();
  show("thanks", { code: code ? `${t("kept_here")} ${code}` : "" });
  wait(THANKS, lock);
}

async function finish(complete, then = thank) {
  clearTimeout(timer);
  now.form.keep();
  now.complete = complete;
  const { header, record } = now;
  try {
    if (complete || some()) ({ code: now.code } = await outbox.put({ ...record, complete }, header));
  } catch {
    return show("unsaved"); // it is in memory until somebody has made room
  }
  act.look();
  if (complete) now.form.last();
  else then(now.code);
}

function touched() {
  if (!now || byId("idle").open) return;
  wait(IDLE, () => {
    if (now.code) return lock();
    byId("idle").showModal();
    wait(LAST, () => finish(false, lock));
  });
}

async function back() {
  end();
  await keep({ mode: "staff" });
  document.exitFullscreen?.().catch(() => {});
  act.team();
}

Object.assign(act, {
  // `ours`: staff ask and type, so nothing is locked
  async begin({ link, form, languages, rules, pages, places, functions: named }, language, about, ours) {
    const { fair, key } = tablet.copy;
    const load = (one) => read(pages[one]);
    const header = { sid: newSid(), fair: fair.id, link, form, tablet: tablet.tablet.id, at: Date.now(), key };
    const record = { language, ...about, draft: { raw: {}, entries: {} } };
    const given = { rules: await read(rules), pages: await load(language) };
    for (const [name, { module, ...kinds }] of Object.entries(named ?? {}))
      functions[name] = { ...kinds, call: await import(module).then((one) => one.default, () => () => null) };
    if (!ours) {
      document.documentElement.requestFullscreen?.().catch(() => {});
      await keep({ mode: "family" });
    }
    await speak(language);
    show("family", { place: fair.place.name });
    now = { header, record, ours };
    now.form = openForm(byId("main"), {
      ...given, load, languages, draft: record.draft, help: fair.place,
      context: { today: new Intl.DateTimeFormat("en-CA").format(), places, order: await orderOf(header.sid) },
      spoke: (one) => speak((record.language = one)),
      ended: (how) => (how === "sent" ? finish(true) : how === "kept" ? finish(false) : thank()),
    });
    if (ours) readBeside(byId("main"), byId("beside"), pages[tablet.language] && (await load(tablet.language)));
    touched();
  },
  staff: () => (now?.ours ? act.done() : byId("pin").showModal()),
  async enter() {
    const pin = asciiDigits(byId("digits").value);
    byId("digits").value = "";
    say("pin-e", "");
    say("pin-e", (await wrong(pin)) ?? "");
    if (byId("pin-e").textContent) return byId("digits").focus();
    act.close();
    if (now && !now.code) byId("taken").showModal();
    else back();
  },
  close() {
    document.querySelector("dialog[open]").close();
    touched();
  },
  done() {
    now.form.keep();
    if (now.code || !some()) thank(now.code);
    else byId("stop").showModal();
  },
  stop: () => finish(false),
  take: () => finish(false, back),
  again: () => finish(now.complete),
});

for (const one of ["pointerdown", "keydown", "input"]) addEventListener(one, touched);
// a slip of the finger is asked about; who leaves all the same takes the answers with them
addEventListener("beforeunload", (event) => now && !now.code && event.preventDefault());
addEventListener("pagehide", () => (now = null));
