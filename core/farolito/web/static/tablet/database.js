// What lies on the disk of a tablet, as promises.

/** A database of this name with these stores; rejects where nothing is kept. */
export const opened = (name, ...stores) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => stores.forEach((one) => request.result.createObjectStore(one));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Carries out `action(store)` in a transaction of its own; what its request gave, when all of it is on the disk. */
export const carriedOut = async (db, store, mode, action) => {
  const work = db.transaction(store, mode, { durability: "strict" });
  const request = action(work.objectStore(store));
  await new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onabort = () => reject(work.error);
  });
  return request?.result;
};
