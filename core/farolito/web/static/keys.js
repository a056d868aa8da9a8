// Typing in a sheet of paper: keys 1 to 9 choose in the question that has the focus, and Enter goes to the next field of it,
// then to the next question.
// Each choice shows its number; a tick at the top turns it off.
const form = document.querySelector("form[data-keys]");
const questions = [...form.querySelectorAll(".typed")];
const told = document.createElement("p");
told.className = "keys small";
told.innerHTML = '<label><input type="checkbox" checked> <span></span></label>';
told.querySelector("span").textContent = form.dataset.keys;
const [tick] = told.getElementsByTagName("input");
form.prepend(told);

const number = () => {
  for (const one of questions) {
    for (const [at, choice] of [...one.querySelectorAll(".ch")].slice(0, 9).entries()) {
      if (tick.checked) choice.dataset.n = at + 1;
      else delete choice.dataset.n;
    }
  }
};
tick.addEventListener("change", number);
number();

const fieldsOf = (question) =>
  [...question.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((one) => one.checkVisibility());
// of a group of radio buttons the one that is chosen takes the focus
const enter = (question) => {
  const fields = fieldsOf(question);
  (fields.find((one) => one.type === "radio" && one.checked) || fields[0])?.focus();
};

addEventListener("keydown", (event) => {
  const { key, target, repeat, ctrlKey, altKey, metaKey } = event, place = questions.indexOf(target.closest(".typed"));
  if (!tick.checked || ctrlKey || altKey || metaKey) return;
  if (key === "Enter" && (target === document.body || (place >= 0 && target.matches("input, select")))) {
    event.preventDefault(); // or the whole sheet would be sent
    if (repeat) return;
    const here = place < 0 ? [] : fieldsOf(questions[place]), next = !target.matches(".ch *") && here[here.indexOf(target) + 1];
    if (next && place >= 0) next.focus();
    else if (questions[place + 1]) enter(questions[place + 1]);
    else form.querySelector("[name=_page]")?.focus();
  }
  // the digits of every script end like those of ASCII
  const digit = /^\p{Nd}$/u.test(key) && key.codePointAt() & 15;
  if (!digit || !target.matches(".typed .ch input")) return;
  const field = questions[place].querySelector(`[data-n="${digit}"] input`);
  field?.click();
  field?.focus();
});
