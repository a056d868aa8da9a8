// Reading aloud on family pages: family.js brings it to pages of questions. Everything works without it.
import { offer } from "./read_aloud.js";

const form = document.querySelector("form[data-aloud]");
window.speechSynthesis?.addEventListener("voiceschanged", () => offer(form));
offer(form);
