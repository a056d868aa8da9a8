// What waits to be sent, sealed. Nothing expires by the tablet's clock.

import { carriedOut, opened } from "./database.js";
import { envelope, fixed, hex, sha256 } from "./sealing.js";

const NAME = "farolito-outbox";
const MOST = 256 * 1024; // bytes, as the server takes them

/** What a family and the team call a record. */
export const codeOf = (sid) => sid.slice(-6).toUpperCase();

const failure = (code) => Object.assign(new Error(code), { code });

/** Rejects as `put` does, before a family types. */
export async function open() {
  const outbox = new Outbox();
  await outbox.change("facts", { opened: () => 1 });
  return outbox;
}

// states: waiting, stored and held (with a receipt), conflict, poison, gone
class Outbox {
  #db;
  #heard = new Set();
  #tabs = new BroadcastChannel(NAME);

  constructor() {
    this.#tabs.onmessage = () => this.#tell();
  }

  async #connect() {
    if (this.#db) return this.#db;
    const db = await opened(NAME, "items", "facts");
    db.onclose = () => (this.#db = null);
    return (this.#db = db);
  }

  async #run(mode, name, action, again = true) {
    try {
      return await carriedOut(await this.#connect(), name, mode, action);
    } catch (error) {
      if (error?.name === "QuotaExceededError") throw failure("full");
      this.#db = null;
      if (again) return this.#run(mode, name, action, false);
      throw failure("closed");
    }
  }

  /** In one transaction: key → `become(before)`; null forgets, undefined leaves. */
  async change(name, becomes) {
    const after = {};
    await this.#run("readwrite", name, (store) => {
      for (const [key, become] of Object.entries(becomes))
        store.get(key).onsuccess = ({ target }) => {
          const value = (after[key] = become(target.result));
          if (value) store.put(value, key);
          else if (value === null) store.delete(key);
        };
    });
    this.#tell(1);
    return after;
  }

  /**
   * {code} once it was read back whole. A sid that is here stays as it is.
   * record: {language, complete, draft, ticket?, corrects?}; header: {sid, fair, link, form, tablet, key}.
   * Rejects with `code` full, closed, unkept or large; nothing is half kept.
   */
  async put(record, { key, ...header }) {
    const { sid } = header;
    const { seq } = await this.change("facts", { seq: (before = 0) => before + 1 });
    const head = { at: Date.now(), ...header, v: 1, seq, kid: key.kid };
    const body = await envelope({ ticket: null, corrects: null, ...record, v: 1 }, head, key);
    const { length: size } = body;
    if (size > MOST) throw failure("large");
    const digest = hex(await sha256(body));
    const { at } = head;
    const { ticket = null, corrects = null } = record;
    const item = { sid, at, ticket, again: corrects !== null, size, digest, body, state: "waiting", tries: 0, next: 0 };
    await this.change("items", { [sid]: (before) => before ?? item });
    const kept = await this.item(sid);
    if (!kept || (kept.body && hex(await sha256(kept.body)) !== kept.digest)) {
      await this.change("items", { [sid]: () => null });
      throw failure("unkept");
    }
    return { code: codeOf(sid) };
  }

  item = (sid) => this.#run("readonly", "items", (store) => store.get(sid));
  items = () => this.#run("readonly", "items", (store) => store.getAll());

  async list() {
    const items = (await this.items()).sort((one, other) => one.at - other.at);
    return items.map(({ body, ...one }) => one);
  }

  /** How many; `oldest`: since when one waits; `corrections`: of those that wait. */
  async counts() {
    const found = { waiting: 0, held: 0, poison: 0, corrections: 0, oldest: null };
    for (const { state, at, again } of await this.list()) {
      found[state === "conflict" ? "poison" : state] += 1;
      if (state !== "waiting") continue;
      found.oldest ??= at;
      if (again) found.corrections++;
    }
    return found;
  }

  /** A file of all that is here. */
  async rescue() {
    const here = (await this.items()).filter(({ body }) => body);
    return new Blob(["FAROLITO-RESCUE-1\n", ...here.flatMap(({ body }) => [fixed(body.length, 4), body])]);
  }

  /** Calls `heard()` at each change, of any tab; gives what ends that. */
  watch(heard) {
    this.#heard.add(heard);
    return () => this.#heard.delete(heard);
  }

  #tell(all) {
    for (const heard of this.#heard) heard();
    if (all) this.#tabs.postMessage(0);
  }
}
