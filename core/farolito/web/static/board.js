// The board of a fair: asked again every 15 seconds while somebody looks at it. Without a connection it stays as it was,
// and says as of when.
const every = 15000;
const part = (page, id) => page.getElementById(id);
let timer = 0;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const reply = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (reply.redirected) return location.reload();
    if (!reply.ok) throw new Error(reply.status);
    show(new DOMParser().parseFromString(await reply.text(), "text/html"));
  } catch {
    const line = part(document, "as-of");
    line.textContent = line.dataset.lost.replace("\u2063", line.dataset.at);
  }
  timer = setTimeout(look, every);
}

function show(page) {
  const at = document.activeElement?.id;
  const said = part(document, "board").dataset.said;
  for (const id of ["next", "board", "as-of"]) {
    const [old, fresh] = [part(document, id), part(page, id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  const now = part(document, "board").dataset.said;
  if (now !== said) part(document, "said").textContent = now;
  if (at && document.activeElement === document.body) part(document, at)?.focus();
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, every);
