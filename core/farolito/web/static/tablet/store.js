// What this tablet knows of itself: {token, pin, tablet, fair, language, mode, tries, copy}. Never an answer.

const opened = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("farolito-tablet", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("pairing");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** As it was last kept. */
export const tablet = {};

/** Keeps changes of it, on the disk when this resolves; other tabs may have changed it too. Rejects where nothing is kept. */
export async function keep(changes) {
  const db = await opened();
  const work = db.transaction("pairing", "readwrite", { durability: "strict" });
  const store = work.objectStore("pairing");
  store.get("tablet").onsuccess = ({ target }) => store.put(Object.assign(tablet, target.result, changes), "tablet");
  await new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onabort = () => reject(work.error);
  });
  db.close();
}

await keep();

/** Asks the server as this tablet; `body` is sent as JSON. Gives JSON; rejects without an answer of ours. */
export async function asked(address, body, patience = 30_000) {
  const reply = await fetch(address, {
    method: body ? "POST" : "GET",
    body: JSON.stringify(body),
    headers: { Authorization: `Tablet ${tablet.token}`, "Content-Type": "application/json" },
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  return reply.json();
}
