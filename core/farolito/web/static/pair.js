// Pairs this tablet: asks for its token, keeps it, and goes where it works.

import { keep } from "./tablet/store.js";

const form = document.querySelector("[data-pair]");
const problem = document.getElementById("problem");

function say(words) {
  problem.hidden = false;
  problem.querySelector("a").textContent = words;
  problem.focus();
}

async function pair() {
  try {
    // before the code is used up: a private window keeps nothing, or has no workers
    await keep({});
    if (!navigator.serviceWorker) throw 0;
    await caches.keys();
  } catch {
    return say(form.dataset.unkept);
  }
  let reply;
  try {
    const body = new URLSearchParams(new FormData(form));
    reply = await fetch("/pair", { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await reply.json();
    if (reply.status !== 201) return say(said.words);
    await keep({ ...said, tries: 0, mode: "staff" });
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
