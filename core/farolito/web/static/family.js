// Makes family pages nicer; everything works without it.
(() => {
  const form = document.querySelector("form[data-family]");
  const errors = document.getElementById("problems");
  const leave = document.querySelector("[data-leave]");

  // After a problem the summary is what to read first.
  if (errors) errors.focus();

  // Leave now: no trace on the screen before the other page is there, and no way back into this one.
  if (leave) {
    const go = (event) => {
      event.preventDefault();
      dirty = false;
      document.body.hidden = true;
      document.title = "\u00a0";
      fetch(leave.dataset.leave, { method: "POST", keepalive: true, body: new URLSearchParams({ _go: "leave" }) });
      location.replace(leave.href);
    };
    leave.addEventListener("click", go);
    let shifts = 0;
    addEventListener("keydown", (event) => {
      shifts = event.key === "Shift" && !event.repeat ? shifts + 1 : 0;
      if (shifts === 3) go(event);
    });
  }

  // "None of these" and "Skip" clear the others, and the other way round. The server decides all the same.
  addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked || !target.name) return;
    for (const other of document.getElementsByName(target.name)) {
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
    }
  });

  let dirty = false;
  let timer = 0;
  if (!form) return;

  if (form.dataset.aloud) {
    const aloud = document.createElement("script");
    aloud.type = "module";
    aloud.src = form.dataset.aloud;
    document.head.append(aloud);
  }

  // Save as the person types: at most the last 1.5 seconds are lost when the phone dies.
  const save = () => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("_go", "draft");
    fetch(form.action, { method: "POST", keepalive: true, body }).catch(() => { dirty = true; });
  };
  if ("draft" in form.dataset) {
    form.addEventListener("input", () => {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(save, 1500);
    });
    addEventListener("pagehide", save);
  }

  // A second press within 8 seconds does nothing; after 10 we say that it is slow.
  let pressed = 0;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    dirty = false;
    if (Date.now() - pressed < 8000) return event.preventDefault();
    pressed = Date.now();
    const button = event.submitter;
    if (button) {
      button.setAttribute("aria-disabled", "true");
      setTimeout(() => button.removeAttribute("aria-disabled"), 8000);
    }
    setTimeout(() => {
      const slow = document.createElement("p");
      slow.className = "note";
      slow.setAttribute("role", "status");
      slow.textContent = form.dataset.slow;
      document.querySelector("main").prepend(slow);
    }, 10000);
  });
  // Back from memory: the page may be pressed again.
  addEventListener("pageshow", (event) => { if (event.persisted) pressed = 0; });
})();
