// Starts the tablet: which screen, in which language, and what is done when there is internet.

import { lock, outbox } from "./handing.js";
import { codeOf } from "./outbox.js";
import { asciiDigits } from "./reading.js";
import { hex, sha256 } from "./sealing.js";
import { act, byId, say, show, speak, t } from "./screens.js";
import { drain } from "./sending.js";
import { asked, keep, tablet } from "./store.js";

const OFTEN = 30_000; // milliseconds between two looks for the server
let online, portal, unpaired, persisted, progress, worker, busy, sent; // sent: [number, language] of tickets that staff sent here

// says how this tablet is; whether it may go on
async function tell() {
  try {
    const counts = await outbox?.counts();
    const { quota, usage } = await navigator.storage.estimate();
    const { cold, copy } = tablet;
    const said = { ...counts, kept: persisted, free: quota - usage, cold, languages: copy?.languages };
    const { code, tickets } = await asked("/tablet/state", said);
    if (code === "ok") sent = tickets;
    unpaired = code === "unpaired";
    online = unpaired || code === "ok";
    portal = !online; // somebody else answers in our place
    return code === "ok";
  } catch (error) {
    online = false;
    portal = error instanceof SyntaxError;
  }
}

// says it, sends what waits, and brings its copy up to date
async function look(hurry) {
  const paired = await tell();
  draw();
  if (online && outbox && (await drain(outbox, { ...tablet, hurry })).sent) await tell(); // the evening waits for this
  if (paired) await fetchCopy().catch(() => {}); // the copy before it serves
  draw();
}

const turn = (hurry) => (busy ??= look(hurry).finally(() => (busy = null)));

// whole before it is used; every file is what its address says
async function fetchCopy() {
  const copy = await asked("/tablet/copy.json", undefined, 10 * OFTEN);
  if (JSON.stringify(copy) === JSON.stringify(tablet.copy)) return;
  const cache = await caches.open("copy");
  const { files } = copy;
  for (const [n, one] of files.entries()) {
    progress = { n, all: files.length };
    draw();
    if (await cache.match(one)) continue;
    const file = await fetch(one, { credentials: "omit", cache: "no-store" });
    const digest = hex(await sha256(await file.clone().arrayBuffer()));
    if (!one.split(/\W/).some((part) => part[11] && digest.startsWith(part))) return;
    await cache.put(one, file);
  }
  progress = null;
  await keep({ copy });
  for (const { url } of await cache.keys()) if (!files.includes(new URL(url).pathname)) await cache.delete(url);
  if (byId("team-h")) act.team();
}

async function draw() {
  const items = (await outbox?.list()) ?? [];
  if (!byId("team-h")) return;
  const waiting = items.filter(({ state }) => state === "waiting").length;
  const lines = items.map(({ sid, ticket, at, size, state }) => {
    const time = new Date(at).toLocaleTimeString(`${tablet.language}-u-nu-latn`, { timeStyle: "short" });
    const parts = [ticket ? t("ticket", { n: ticket }) : t("no_ticket"), codeOf(sid), time, `${Math.ceil(size / 1024)} kB`, t(state)];
    return parts.map((one) => `\u2068${one}\u2069`).join(" · "); // each runs in its own direction
  });
  const here = (sent ?? []).filter(([number]) => !items.some(({ ticket }) => ticket === number));
  const [, row] = byId("sent").children, now = here.join();
  if (row.dataset.now !== now) {
    row.dataset.now = now; // what is drawn anew is read out
    byId("sent").hidden = !now;
    row.replaceChildren(...here.map(([number, language]) => {
      const choice = byId(`l-${language}`), name = choice ? ` · ${choice.textContent}` : "";
      const onclick = () => {
        choice?.click();
        byId("ticket").value = number;
      };
      const made = { type: "button", className: "btn alt", textContent: t("ticket", { n: number }) + name, onclick };
      return Object.assign(document.createElement("button"), made);
    }));
  }
  say("net", online === undefined ? "" : t(unpaired ? "unpaired" : online ? "online" : portal ? "portal" : "offline"));
  byId("net").className = online && !unpaired ? "state on" : "state off";
  say("trouble", outbox ? "" : t("unkept"));
  say("counts", waiting ? t("saved", { n: waiting }) : t("all_sent"));
  say("items", lines.join("\n"));
  say("kept", t(persisted ? "kept_yes" : "kept_no"));
  say("copied", progress ? t("copy_some", progress) : t(tablet.copy ? "copy_all" : "copy_none"));
}

const chosen = () => tablet.copy.forms.find(({ link }) => link === byId("form").value);

function choices() {
  for (const one of tablet.copy.languages) byId("languages").append(byId(`l-${one}`));
  for (const one of byId("languages").children) one.hidden = !chosen().languages.includes(one.id.slice(2));
  byId("again").hidden = chosen().anonymous; // nobody can find what was sent first
}

Object.assign(act, {
  async team() {
    await speak(tablet.language, true);
    show("team", { fair: tablet.fair.name, name: tablet.tablet.name });
    if (!tablet.copy) say("team-h", t("not_ready"));
    byId("ours").value = tablet.language;
    byId("ours").onchange = async ({ target }) => {
      await keep({ language: target.value });
      act.team();
    };
    draw();
    if (tablet.copy && outbox) {
      for (const { link, title } of tablet.copy.forms) byId("form").add(new Option(title[tablet.language] ?? title.en, link));
      byId("form").onchange = choices;
      byId("next").hidden = false;
      choices();
    }
    worker?.waiting?.postMessage(0); // nobody answers now: another copy of all this may take over
  },
  look: () => turn(),
  // pressed by a person: now, whatever pauses there were
  async refresh() {
    await busy?.catch(() => {});
    await turn(1);
  },
  async rescue() {
    const href = URL.createObjectURL(await outbox.rescue());
    Object.assign(document.createElement("a"), { href, download: `farolito-${tablet.tablet.name}.bin` }).click();
  },
  start({ target, submitter }) {
    const { language, ticket, first } = Object.fromEntries(new FormData(target));
    if (!language) return target.querySelector("[name=language]").focus();
    const code = asciiDigits(first).toLowerCase().replace(/o/g, 0).replace(/\W/g, "");
    if (code && !/^[\da-f]{6}$/.test(code)) return Object.assign(byId("first"), { ariaInvalid: true }).focus();
    const corrects = first ? code : null;
    act.begin(chosen(), language, { ticket: parseInt(asciiDigits(ticket), 10) || null, corrects }, submitter.value);
  },
});

// what was on the screen is gone before anybody can come back to it
addEventListener("pagehide", () => document.body.replaceChildren());
addEventListener("pageshow", (event) => event.persisted && location.reload());

const own = navigator.language.split("-")[0];
tablet.language ??= byId("team").content.querySelector(`#ours [value=${own}]`) ? own : "en";
await speak(tablet.language, true);
if (tablet.token) {
  persisted = await navigator.storage.persist?.();
  const { serviceWorker } = navigator;
  const { controller } = serviceWorker;
  worker = await serviceWorker.register("/tablet/worker.js", { scope: "/tablet/" });
  serviceWorker.oncontrollerchange = () => controller && byId("team-h") && location.reload();
  outbox?.watch(draw);
  await (tablet.mode === "family" ? lock() : act.team());
  setInterval(act.look, OFTEN);
  addEventListener("online", act.look);
  addEventListener("visibilitychange", () => document.hidden || act.look());
  await act.look();
  if (controller && !online && !tablet.cold) await keep({ cold: true });
} else show("never");
