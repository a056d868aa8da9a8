// One sender at a time. Only an answer that names the envelope counts: a captive portal can not.

import { called } from "./calling.js";

const LONGEST = 300_000; // milliseconds between two tries
const PATIENCE = 60_000; // for one answer
const WEEK = 604_800_000;
const ENDS = { 400: "poison", 409: "conflict", 410: "gone", 413: "poison", 415: "poison" };

/** {sent, waiting}; at once while another sends. flag(code, sid): conflict, gone, poison, unpaired. hurry: a person means now. */
export async function drain(outbox, { token, now = Date.now, flag = () => {}, hurry } = {}) {
  const alone = (lock) => lock && run(outbox, token, now, flag, hurry);
  const sent = await navigator.locks.request("farolito-outbox", { ifAvailable: true }, alone);
  return { sent: sent || 0, waiting: (await outbox.counts()).waiting };
}

async function run(outbox, token, now, flag, hurry) {
  await confirm(outbox, token, now, (await outbox.items()).filter(({ state, body }) => body && /stored|held/.test(state)));
  // long after now: the clock was put back
  const due = ({ state, next }) => state === "waiting" && (hurry || next <= now() || next > now() + 4 * LONGEST);
  const items = (await outbox.items()).filter(due).sort((one, other) => one.next - other.next || one.at - other.at);
  let sent = 0;
  let unheard = 0;
  for (const item of items) {
    if (unheard > 2) break;
    if (hurry) item.tries = 0; // the pauses begin anew
    const { stop, code, ...news } = await send(item, token, now);
    // no room: what the server confirms is forgotten
    await outbox
      .change("items", { [item.sid]: (before) => before && { ...before, ...news } })
      .catch(() => confirm(outbox, token, now, [item]));
    if (code) flag(code, item.sid);
    if (news.receipt) sent++;
    unheard = news.state ? 0 : unheard + 1;
    if (stop) break;
  }
  return sent;
}

async function ask(path, method, body, token, now, more) {
  try {
    const headers = { "Farolito-Device-Now": `${now()}`, ...more };
    const reply = await called(path, token, PATIENCE, headers, { method, body, redirect: "error" });
    const wait = reply.headers.get("Retry-After");
    return { status: reply.status, wait, said: (await reply.json().catch(() => 0)) || {} };
  } catch {
    return { said: {} };
  }
}

async function send(item, token, now) {
  const path = `/tablet/outbox/${item.sid}`;
  const raw = item.digest.replace(/../g, (one) => String.fromCharCode(parseInt(one, 16)));
  const whole = { "Content-Digest": `sha-256=:${btoa(raw)}:`, "Content-Type": "application/vnd.farolito.envelope" };
  const { status, wait, said } = await ask(path, "PUT", item.body, token, now, whole);
  const ours = said.sid === item.sid && said.digest === item.digest;
  if (ours && said.mac && status < 203)
    return { state: status === 202 ? "held" : "stored", receipt: said, tries: 0 };
  const code = ours && ENDS[status];
  if (code) return { state: code, code };
  // full jitter, no sooner than asked
  const busy = /429|503|507/.test(status);
  const unpaired = ours && /401|403/.test(status);
  const asked = busy ? Math.min(+wait || 0, 900) * 1000 : 0;
  const jitter = Math.random() * Math.min(LONGEST, 2000 * 2 ** item.tries);
  const next = now() + Math.max(jitter, asked);
  return { tries: item.tries + 1, next, code: unpaired && "unpaired", stop: busy || unpaired };
}

// the second step, on a later connection
async function confirm(outbox, token, now, asked) {
  let epoch, said;
  for (let from = 0; from < asked.length; from += 200) {
    const sids = asked.slice(from, from + 200).map(({ sid }) => sid);
    ({ said } = await ask("/tablet/receipts", "POST", JSON.stringify({ sids }), token, now));
    const { receipts } = said;
    if (!receipts || !said.epoch) return;
    await outbox.change("facts", { epoch: (before) => (epoch ??= before ?? said.epoch) }).catch(() => 0);
    const settle = (full) => {
      const become = (before) => {
        if (!before) return;
        const has = receipts[before.sid];
        // a restored server may have lost it
        if (has?.digest !== before.digest || said.epoch !== epoch)
          return full ? undefined : { ...before, state: "waiting", tries: 0, next: 0 };
        if (full) return null;
        // kept a week for a restored server
        const body = said.now - Date.parse(has.received_at) > WEEK ? null : before.body;
        return { ...before, state: has.state === "held" ? "held" : "stored", body };
      };
      return outbox.change("items", Object.fromEntries(sids.map((sid) => [sid, become])));
    };
    await settle().catch(() => settle(1));
  }
  if (said && said.epoch !== epoch) await outbox.change("facts", { epoch: () => said.epoch });
}
