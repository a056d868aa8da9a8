// The PIN with which staff take the tablet back: five tries here, without internet. When they are used up only the server
// says, and it slows down whoever guesses.

import { forStaff } from "./screens.js";
import { decoded, utf8 } from "./sealing.js";
import { asked, keep, tablet } from "./store.js";

const TRIES = 5;

async function matches(pin) {
  const { salt, rounds: iterations, hash } = tablet.pin;
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", iterations, salt: decoded(salt) };
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)))) === hash;
}

/** What is wrong with a PIN, in the language of staff; nothing when it is right. */
export async function wrong(pin) {
  await keep({ tries: (tablet.tries ?? 0) + 1 }); // before it is looked at: a reload gives no more of them
  const left = TRIES - tablet.tries;
  let code;
  if (left < 0) {
    ({ code } = await asked("/tablet/pin", { pin }).catch(() => ({})));
  } else if (await matches(pin)) code = "ok";
  else if (left) return forStaff("pin_left", { n: left });
  if (code !== "ok") return forStaff({ wait: "pin_wait", wrong: "pin_wrong" }[code] ?? "pin_locked");
  await keep({ tries: 0 });
}
