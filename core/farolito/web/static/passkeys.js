// Asks the browser for a passkey and sends the answer with the form. Without it, codes of an app do the same.
(() => {
  if (!globalThis.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const ask = async (form) => {
    const reply = await fetch(form.dataset.passkey, { credentials: "same-origin" });
    const options = await reply.json();
    options.challenge = bytes(options.challenge);
    for (const one of [...(options.allowCredentials ?? []), ...(options.excludeCredentials ?? [])]) one.id = bytes(one.id);
    if ("make" in form.dataset) {
      options.user.id = bytes(options.user.id);
      return navigator.credentials.create({ publicKey: options });
    }
    return navigator.credentials.get({ publicKey: options });
  };

  const written = ({ id, rawId, type, response }) => {
    const said = { clientDataJSON: text(response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) said[part] = text(response[part]);
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response: said });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector("[role=status]");
      said.textContent = "";
      try {
        form.querySelector("[name$=passkey]").value = written(await ask(form));
        form.submit();
      } catch {
        said.textContent = said.dataset.said;
      }
    });
  }
})();
