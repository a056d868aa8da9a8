// What this tablet knows of itself: {token, pin, tablet, fair, language, mode, tries, copy}. Never an answer.

import { called } from "./calling.js";
import { carriedOut, opened } from "./database.js";

/** As it was last kept. */
export const tablet = {};

/** Keeps changes of it, on the disk when this resolves; other tabs may have changed it too. Rejects where nothing is kept. */
export async function keep(changes) {
  const db = await opened("farolito-tablet", "pairing");
  await carriedOut(db, "pairing", "readwrite", (store) => {
    store.get("tablet").onsuccess = ({ target }) => store.put(Object.assign(tablet, target.result, changes), "tablet");
  });
  db.close();
}

await keep();

/** Asks the server as this tablet; `body` is sent as JSON. Gives JSON; rejects without an answer of ours. */
export async function asked(address, body, patience = 30_000) {
  return (await called(address, tablet.token, patience, {}, body && { method: "POST", body: JSON.stringify(body) })).json();
}
