// Pairs this tablet: asks for its token, keeps it, and goes where it works.

const form = document.querySelector("[data-pair]");
const problem = document.getElementById("problem");

function say(words) {
  problem.hidden = false;
  problem.querySelector("a").textContent = words;
  problem.focus();
}

async function pair() {
  let keep;
  try {
    // before the code is used up: a private window keeps nothing, or has no workers
    ({ keep } = await import("./tablet/store.js"));
    await caches.keys();
    if (!navigator.serviceWorker) throw 0;
  } catch {
    return say(form.dataset.unkept);
  }
  try {
    const body = new URLSearchParams(new FormData(form));
    const reply = await fetch("/pair", { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await reply.json();
    if (reply.status !== 201) return say(said.words);
    await keep({ ...said, tries: 0, mode: "staff", copy: null, cold: false });
  } catch {
    return say(form.dataset.offline);
  }
  await navigator.storage.persist?.();
  location.replace("/tablet/");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  pair();
});
