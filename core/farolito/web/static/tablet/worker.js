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
  const { pathname } = new URL(event.request.url);
  // functions of plugins are modules: they come with the forms
  const from = pathname in KEPT ? open : pathname.startsWith("/tablet/functions/") && caches.open("copy");
  if (event.request.method === "GET" && from)
    event.respondWith(from.then((cache) => cache.match(pathname)).then((found) => found ?? fetch(event.request)));
});
