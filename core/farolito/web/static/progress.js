// While a file is being made, its page is asked again every few seconds, and only what it says is put in place.
const every = 4000;
const made = () => document.getElementById("made");
async function look() {
  try {
    const reply = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (!reply.ok || reply.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const now = page.getElementById("made");
    if (!now || now.dataset.state === "ready" || now.dataset.state === "failed" || now.dataset.state === "gone")
      return location.reload();
    document.title = page.title;
    made().querySelector("[role=status]").innerHTML = now.querySelector("[role=status]").innerHTML;
  } catch {
    // no network for a moment: the next look may find it
  }
  setTimeout(look, every);
}
setTimeout(look, every);
