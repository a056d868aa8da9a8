// What this tablet knows of itself. Never an answer.

const NAME = "farolito-tablet";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("pairing");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, action) {
  const db = await opened();
  const work = db.transaction("pairing", mode, { durability: "strict" });
  const request = action(work.objectStore("pairing"));
  await new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onabort = () => reject(work.error);
  });
  db.close();
  return request.result;
}

/** {token, pin, tablet, fair, …} of this tablet; undefined while it is not paired. */
export const pairing = () => run("readonly", (store) => store.get("tablet"));

/** Keeps changes of it; the whole as it is then. Rejects where nothing can be kept. */
export async function keep(changes) {
  const whole = { ...(await pairing()), ...changes };
  await run("readwrite", (store) => store.put(whole, "tablet"));
  return whole;
}
