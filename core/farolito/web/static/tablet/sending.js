// Empties the outbox, one sender at a time. Only an answer that names the envelope counts: a captive portal can not.

const LONGEST = 300_000; // milliseconds between two tries
const PATIENCE = 60_000; // for one answer
const WEEK = 604_800_000;
const ENDS = { 400: "poison", 409: "conflict", 410: "gone", 413: "poison", 415: "poison" };

/** {sent, waiting}; at once while another tab sends. flag(code, sid): conflict, gone, poison or unpaired. */
export async function drain(outbox, { token, now = Date.now, flag = () => {} } = {}) {
  const sent = await alone(outbox, now, (mine) => run(outbox, token, now, flag, mine));
  return { sent: sent || 0, waiting: (await outbox.counts()).waiting };
}

async function alone(outbox, now, work) {
  if (navigator.locks)
    return navigator.locks.request("farolito-outbox", { ifAvailable: true }, (lock) => lock && work(() => 1));
  // no locks here: a lease, longer than an answer may take
  const holder = crypto.randomUUID();
  const taken = (one) => one && one.holder !== holder && Math.abs(one.at - now()) < 2 * PATIENCE;
  const mine = async () =>
    (await outbox.change("facts", { lease: (one) => (taken(one) ? undefined : { holder, at: now() }) })).lease;
  const sent = (await mine()) && (await work(mine));
  await outbox.change("facts", { lease: (one) => (taken(one) ? undefined : null) });
  return sent;
}

async function run(outbox, token, now, flag, mine) {
  await confirm(outbox, token, now);
  // due long after now: the clock was put back
  const due = ({ state, next }) => state === "waiting" && (next <= now() || next > now() + 4 * LONGEST);
  const items = (await outbox.items()).filter(due).sort((one, other) => one.next - other.next || one.at - other.at);
  let sent = 0;
  let unheard = 0;
  for (const item of items) {
    if (unheard > 2 || !(await mine())) break;
    const { stop, code, ...news } = await send(item, token, now);
    await outbox.change("items", { [item.sid]: (before) => before && { ...before, ...news } });
    if (code) flag(code, item.sid);
    if (news.receipt) sent++;
    unheard = news.state ? 0 : unheard + 1;
    if (stop) break;
  }
  return sent;
}

async function ask(path, method, type, body, token, now) {
  try {
    const headers = { "Content-Type": `application/${type}`, "Farolito-Device-Now": `${now()}` };
    if (token) headers.Authorization = `Tablet ${token}`;
    const signal = AbortSignal.timeout(PATIENCE);
    const reply = await fetch(path, {
      method, body, headers, signal, credentials: "omit", cache: "no-store", redirect: "error",
    });
    const wait = reply.headers.get("Retry-After");
    return { status: reply.status, wait, said: (await reply.json().catch(() => 0)) || {} };
  } catch {
    return { said: {} };
  }
}

async function send(item, token, now) {
  const path = `/tablet/outbox/${item.sid}`;
  const { status, wait, said } = await ask(path, "PUT", "vnd.farolito.envelope", item.body, token, now);
  const ours = said.sid === item.sid && said.digest === item.digest;
  if (ours && said.mac && [200, 201, 202].includes(status))
    return { state: status === 202 ? "held" : "stored", receipt: said, tries: 0 };
  const code = ours && ENDS[status];
  if (code) return { state: code, code };
  // full jitter, no sooner than asked; if a proxy asks, that costs time, never an envelope
  const busy = [429, 503, 507].includes(status);
  const unpaired = ours && [401, 403].includes(status);
  const asked = busy ? Math.min(+wait || 0, 900) * 1000 : 0;
  const jitter = Math.random() * Math.min(LONGEST, 2000 * 2 ** item.tries);
  const next = now() + Math.max(jitter, asked);
  return { tries: item.tries + 1, next, code: unpaired && "unpaired", stop: busy || unpaired };
}

// the second step: what has a receipt is asked for later, and only then let go
async function confirm(outbox, token, now) {
  const asked = (await outbox.items()).filter(({ receipt, body }) => receipt && body);
  let epoch, said;
  for (let from = 0; from < asked.length; from += 200) {
    const part = asked.slice(from, from + 200);
    const body = JSON.stringify({ sids: part.map(({ sid }) => sid) });
    ({ said } = await ask("/tablet/receipts", "POST", "json", body, token, now));
    const { receipts } = said;
    if (!receipts || !said.epoch) return;
    epoch ??= (await outbox.change("facts", { epoch: (before) => before ?? said.epoch })).epoch;
    const become = (before) => {
      const has = receipts[before.sid];
      // a server that was restored may have lost it
      if (has?.digest !== before.digest || said.epoch !== epoch)
        return { ...before, state: "waiting", receipt: null, tries: 0, next: 0 };
      const state = has.state === "held" ? "held" : "stored";
      // kept a week by the server's clock, for a server that is restored
      const body = said.now - Date.parse(has.received_at) > WEEK ? null : before.body;
      return { ...before, state, body };
    };
    await outbox.change("items", Object.fromEntries(part.map(({ sid }) => [sid, become])));
  }
  if (said) await outbox.change("facts", { epoch: () => said.epoch });
}
