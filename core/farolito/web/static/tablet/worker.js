// Serves the tablet's one document and its files without internet. The server writes KEPT (address → what must be there) and
// VERSION before this. No answer and no token ever comes here.

const NAME = `tablet-${VERSION}`;
const open = caches.open(NAME);

// all of it, whole, or nothing: until then the copy before it serves
const install = async () =>
  (await open).addAll(
    Object.entries(KEPT).map(([path, integrity]) => new Request(path, { integrity, cache: "no-store", credentials: "omit" })),
  );

async function activate() {
  for (const name of await caches.keys()) if (name !== NAME && name.startsWith("tablet-")) await caches.delete(name);
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", () => skipWaiting());
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  // what comes with the forms is asked for as well: functions of plugins, sounds
  if (method === "GET") event.respondWith(caches.match(new URL(url).pathname).then((found) => found ?? fetch(event.request)));
});
