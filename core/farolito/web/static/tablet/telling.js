// An answer in words: the twin of QuestionType.show and farolito.web.filters.shown.
// `told` comes with the pages of a language (farolito.web.tablet.told_answers).

export const escaped = (text = "") => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt()};`);
const ltr = (text) => `<bdi dir="ltr" class="ltr">${escaped(text)}</bdi>`;
/** What a person wrote: isolated, in the direction of its own first letter. */
export const own = (text) => `<bdi dir="auto" class="pre">${escaped(text)}</bdi>`;
export const filled = (words, parts) => words.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
const day = (iso, { dates }) => filled(dates[iso.slice(5, 7) - 1], { y: iso.slice(0, 4), d: +iso.slice(8, 10), dd: iso.slice(8, 10) });

const born = ({ date, age, year }, told) =>
  date ? day(date, told) : year ? filled(told.born, { year }) : filled(told.age, { age });
// (213) 555-0142; a number of another country as it is stored
const dialled = (stored) => stored.replace(/^\+1(\d{3})(\d{3})(\d{4})/, "($1) $2-$3").replace(";ext=", " x");

const tellers = {
  integer: (answer) => [ltr(answer)],
  decimal: (answer, { point }) => [ltr(String(answer).replace(".", point))],
  email: (answer) => [ltr(answer)],
  barcode: (answer) => [ltr(answer)],
  date: (answer, told) => [day(answer, told)],
  month: (answer, { months }) => [filled(months[answer.slice(5) - 1], { y: answer.slice(0, 4) })],
  time: (answer, { hours, sharp }) => [sharp[answer] || filled(hours[+answer.slice(0, 2)], { m: answer.slice(3) })],
  birth_date: (answer, told) => [born(answer, told)],
  child: (answer, told) => [
    own(answer.name),
    answer.born && born(answer.born, told),
    answer.grade && told.grades[answer.grade],
    answer.school && filled(told.school, { school: escaped(answer.school) }),
  ],
  address: ({ none, street, city, zip }, told) =>
    none ? [told.no_address] : [street, [city, zip].filter(Boolean).join(" ")].map((line) => line && own(line)),
  phone: (answer, { no_phone, safe }, { options }) =>
    answer.none
      ? [no_phone]
      : [ltr(dialled(answer.number || answer)), ...(options?.safe_contact ? ["call", "text", "message"] : []).map((way) => safe[way][answer[way] || ""])],
  ranking: (answer, { labels }, { name }) => answer.map((one, at) => labels[name][one].replace(/^(<[^>]*>)?/, `$1${at + 1}. `)),
  consent: (answer, told, { name }) => [told.labels[name][answer.choice], day(answer.at, told)],
  signature: ({ name, at, drawing }, told) => [own(name), day(at, told), drawing && filled(told.drawing, { path: escaped(drawing) })],
  location: (answer) => [own(answer.name || answer.other)],
};

/** A recognised answer as HTML, its pieces one below the other. */
export const tell = (question, answer, told) => {
  const labels = told.labels[question.name], teller = tellers[question.type];
  const said = teller ? teller(answer, told, question) : [answer].flat().map((one) => (labels && labels[one]) || own(one.other || one));
  return said.filter(Boolean).join("<br>");
};
