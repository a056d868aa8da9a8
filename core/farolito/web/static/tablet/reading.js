// What a typed answer means: the twin of farolito.domain.question_types. Nothing that the server takes is refused here.

const characters = (text) => [...text].length;
const typed = (raw, suffix = "") => (raw[suffix] || [])[0] || "";
const readable = (raw, suffix = "") => {
  if (/[\0\ufffd\ud800-\udfff]/u.test(typed(raw, suffix))) throw { suffix, code: "characters", params: {} };
  return typed(raw, suffix);
};
const blank = /[\x1c-\x1f\x85]|[^\S\ufeff]/;
const strip = (text) => {
  let from = 0, to = text.length;
  while (from < to && blank.test(text[from])) from++;
  while (to > from && blank.test(text[to - 1])) to--;
  return text.slice(from, to);
};

/** Text as it is kept: "" when nothing can be seen. */
export const lines = (text) => {
  const ended = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/[\x01-\x08\v\f\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, " ");
  return /[^\s\p{Cf}]/u.test(ended) ? strip(ended) : "";
};
const oneLine = (text) => lines(text).replace(/[\n\t]/g, " ");
/** The digits of all scripts as those of ASCII. */
export const asciiDigits = (text) => text.replace(/(?!\d)\p{Nd}/gu, (letter) => {
  let code = letter.codePointAt(0), value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(--code))) value++; // the digits of every script stand in runs of ten, its zero first
  return value % 10;
});
const unmarked = (text) => text.replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
const plainNumber = (text) => strip(asciiDigits(unmarked(text)).replace(/\u2212/g, "-"));
const plain = (raw, suffix) => plainNumber(readable(raw, suffix));
const whole = (raw, ...suffixes) => suffixes.map((one) => plain(raw, one)).join("");
const isTicked = (raw, suffix) => strip(typed(raw, suffix)) !== "";
const padded = (number) => String(number).padStart(2, "0");

const bounded = (raw, say, suffix, max, keep = oneLine) => {
  const kept = keep(readable(raw, suffix)), used = characters(kept);
  if (used > max) say("too_long", suffix, { max, used });
  return kept;
};
const words = (longest, keep) => ({ options }, raw, say) => bounded(raw, say, "", options.max ?? longest, keep);
const within = ({ options: { min, max } }, value, say) => {
  const least = min ?? -999999999999999, most = max ?? 999999999999999;
  if (value >= least && value <= most) return value + 0; // -0 + 0 is 0
  if (min != null && max != null) return say("number_range", "", { min, max });
  return value < least ? say("number_min", "", { min: least }) : say("number_max", "", { max: most });
};
const names = ({ choices = [] }) => choices.map(({ name }) => name);
const oneOf = (offered) => (question, raw, say) => {
  const chosen = typed(raw);
  return !chosen || offered(question).includes(chosen) ? chosen : say("not_a_choice");
};
const searched = (find) => (question, raw, say, context) => {
  const sought = bounded(raw, say, "find", 100), other = bounded(raw, say, "other", 200), written = question.options.other && other;
  const value = typed(raw), found = value && find(question, value, context);
  if (found === undefined) return say("not_a_choice");
  if (written) return found ? say("chosen_and_written", "other") : { other };
  return found || (sought && say("choose_found"));
};
const count = (raw, say, part, least, most) => {
  const text = plain(raw, part);
  if (/^\d\d?$/.test(text) && text >= least && text <= most) return +text;
  say(`${part}_${text ? "number" : "missing"}`, part);
};
const yearOf = (raw, say) => {
  const text = plain(raw, "year");
  if (!text) return say("year_missing", "year");
  if (!/^(\d\d?|\d{4})$/.test(text)) return say("year_number", "year");
  if (!text[2]) return say("two_digit_year", "year", { typed: text });
  return text >= 1900 && text <= 2100 ? +text : say("year_range", "year", { min: 1900, max: 2100 });
};

// each gives the answer, or says what is wrong, or does neither
const readers = {
  text: words(200),
  long_text: words(2000, lines),
  full_name: words(200),
  email(_, raw, say) {
    const kept = bounded(raw, say, "", 254, (text) => oneLine(asciiDigits(unmarked(text))).replace(/\uff20/g, "@"));
    return !kept || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(kept) ? kept : say("email");
  },

  integer(question, raw, say) {
    let text = plain(raw);
    if (!text) return;
    if (text[40]) return say("number");
    if (/^[-+]?\d{1,3}([,\u066c\u060c\uff0c \u00a0\u2009\u202f]\d{3})+$/.test(text)) text = text.replace(/[^-+\d]/g, "");
    if (/^[-+]?\d+$/.test(text)) return within(question, +text, say);
    say(/^[-+]?\d*[.,\u066b]\d+$/.test(text) ? "whole_number" : "number");
  },
  decimal(question, raw, say, { language }) {
    const text = plain(raw).replace(/[\u060c\uff0c]/g, ",").replace(/[\uff0e\u066b]/g, "."), point = /hy|ru|vi/.test(language) ? "," : ".";
    if (!text) return;
    const [, sign, more] = /^[-+]?[1-9]\d{0,2}([,.'\u2019\u066c \u00a0\u2009\u202f])\d{3}((?:\1\d{3})*(?!\1)(?:[.,]\d+)?)$/.exec(text) || [];
    const isEither = !more && /[.,]/.test(sign); // 1,234 is never guessed at
    if (isEither && sign !== point) return say("decimal_either", "", { whole: text.replace(sign, ""), fraction: text.replace(sign, point) });
    const bare = isEither ? text : text.replaceAll(sign, ""), read = /^[-+]?(?=.)0*(\d*)(?:[.,](?=\d)(\d*?)0*)?$/.exec(bare);
    if (!read || text[40]) return say("decimal");
    const value = within(question, +bare.replace(",", "."), say), max = Math.min(question.options.decimals ?? 6, 15 - read[1].length);
    return value !== undefined && read[2]?.length > max ? say("decimal_places", "", { max }) : value;
  },

  choice: oneOf(names),
  matrix: oneOf(names),
  yes_no: oneOf(() => ["yes", "no"]),
  money: oneOf(({ options: { ranges } }) => ranges.map((least, at) => `${least}_${at + 1 < ranges.length ? ranges[at + 1] - 1 : "up"}`)),
  rating(question, raw, say) {
    if (names(question)[0]) return readers.choice(question, raw, say);
    const point = plainNumber(typed(raw)), { from, to } = question.options;
    if (typed(raw)) return /^(\d|10)$/.test(point) && point >= from && point <= to ? +point : say("not_a_choice");
  },
  choices({ choices }, raw, say) {
    const ticked = new Set((raw[""] || []).filter(Boolean)), kept = choices.filter(({ name }) => ticked.has(name));
    const clearing = kept.find(({ exclusive }) => exclusive); // "None of these" and another choice cannot both be meant
    return kept.length < ticked.size ? say("not_a_choice") : names({ choices: clearing ? [clearing] : kept });
  },
  ranking(question, raw, say) {
    const ranked = [], all = names(question), max = Math.min(question.options.most ?? 20, all.length);
    for (const name of all) {
      const suffix = `rank_${name}`, text = plain(raw, suffix), rank = +text;
      if (!text) continue;
      if (!/^\d{1,4}$/.test(text) || !rank || rank > max) return say("rank_number", suffix, { max });
      if (ranked[rank]) return say("rank_twice", suffix, { rank });
      ranked[rank] = name;
    }
    return ranked.filter(Boolean);
  },
  long_choice: searched((question, value) => names(question).find((name) => name === value)),
  location: searched((_, place, { places = [] }) => ({ place, name: places.find(({ slug }) => slug === place)?.name ?? place })),
  language({ known }, raw, say) {
    const chosen = oneLine(readable(raw)), other = bounded(raw, say, "other", 100);
    if (chosen && !known.tags.includes(chosen)) return say("not_a_choice");
    const letters = other.toLowerCase().normalize("NFKD").replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]/gu, "");
    const named = Object.hasOwn(known.names, letters) && known.names[letters];
    if (other && chosen && chosen !== named) return say("language_twice", "other");
    return chosen || named || (other && { other });
  },

  date(_, raw, say) {
    if (!whole(raw, "month", "day", "year")) return;
    const month = count(raw, say, "month", 1, 12), day = count(raw, say, "day", 1, 31), year = yearOf(raw, say);
    const days = new Date(Date.UTC(year || 2000, month, 0)).getUTCDate();
    if (day > days) say("day_in_month", "day", { day, month, year: year ?? null, days });
    else if (day && month && year) return `${year}-${padded(month)}-${padded(day)}`;
  },
  month(_, raw, say) {
    if (!whole(raw, "month", "year")) return;
    const month = count(raw, say, "month", 1, 12), year = yearOf(raw, say);
    return `${year}-${padded(month)}`;
  },
  time(_, raw, say, { language }) {
    const both = /^(\d\d?)[:.\uff1a](\d\d)$/.exec(plain(raw, "hour")), minutes = plain(raw, "minute"), half = plain(raw, "half");
    if (both && !minutes) raw = { hour: [both[1]], minute: [both[2]] };
    if (!(plain(raw, "hour") + minutes)) return;
    let hour = count(raw, say, "hour", 0, 23);
    const minute = count(raw, say, "minute", 0, 59);
    if (say.problems[0]) return;
    if (half === "am" || half === "pm") {
      if (!hour || (hour > 12 && half === "am")) return say("hour_number", "hour");
      hour = (hour % 12) + (half === "pm" && 12);
    } else if (half || (hour && hour < 13 && !/zh-Hans|vi|hy|ru|fa/.test(language))) return say("time_half", "half");
    return `${padded(hour)}:${padded(minute)}`;
  },
  birth_date(question, raw, say, { today }) {
    const isBlank = !whole(raw, "month", "day", "year"), age = plain(raw, "age");
    if (!strip(readable(raw, "unsure")) && !(age && isBlank)) {
      const day = readers.date(question, raw, say);
      return day > today ? say("birth_date_future", "year") : day && { date: day };
    }
    if (age) return /^\d{1,3}$/.test(age) && age <= 120 ? { age: +age, on: today } : say("age_number", "age", { max: 120 });
    const year = plain(raw, "year") ? yearOf(raw, say) : say("age_or_year", "age");
    return year > today.slice(0, 4) ? say("birth_date_future", "year") : year && { year };
  },

  child(question, raw, say, context) {
    const name = bounded(raw, say, "name", 200), school = bounded(raw, say, "school", 200);
    const born = readers.birth_date(question, raw, say, context), grade = oneLine(readable(raw, "grade"));
    if (!/^(preschool|tk|k|[1-9]|1[0-2]|none|)$/.test(grade)) say("not_a_choice", "grade");
    const told = Object.entries({ name, school, born, grade }).filter(([, said]) => said);
    if (!name && told[0] && !say.problems[0]) say("child_name", "name");
    return told[0] && Object.fromEntries(told);
  },
  address(_, raw, say) {
    if (isTicked(raw, "none")) return { none: true };
    const street = bounded(raw, say, "street", 200), city = bounded(raw, say, "city", 100), zip = asciiDigits(bounded(raw, say, "zip", 20));
    return street + city + zip && { street, city, zip };
  },
  // without tables of all countries: of the US as in Python, any other if it may be one
  phone({ options }, raw, say) {
    const text = plain(raw), said = {};
    if (options.none && isTicked(raw, "none")) return { none: true };
    if (!text) return;
    const [written, extension] = text.split(/\s*[,;]?\s*(?:ext\p{L}*\.?|x|#)\s*(\d{1,7})\s*$/iu), digits = written.replace(/[^+\uff0b\d]/g, "");
    const isForeign = (options.region ?? "US") !== "US" || /^([+\uff0b]|011)[^1]/.test(digits);
    const found = (isForeign ? /\d{4,20}$/ : /[2-9]\d\d[2-9]\d{6}$/).exec(digits);
    if (!found || /\p{L}/u.test(written)) return say("phone");
    const number = (isForeign ? "+" : "+1") + found[0] + (extension ? `;ext=${extension}` : "");
    for (const way of options.safe_contact ? ["call", "text", "message"] : []) if (typed(raw, way)) said[way] = typed(raw, way);
    return Object.keys(said)[0] ? { number, ...said } : number;
  },
  consent(question, raw, say, { language, today, at }) {
    const choice = readers.choice(question, raw, say);
    return choice && { choice, text: question.options.text, language, at: at || today };
  },
  signature({ options }, raw, say, { today, at }) {
    const name = bounded(raw, say, "", 200), drawing = options.drawing && lines(typed(raw, "drawing"));
    if (drawing && !name) say("signature_name");
    return name && { name, at: at || today, ...(drawing && { drawing }) };
  },
  barcode({ known: { shape, kept, wrong, params } }, raw, say) {
    const text = asciiDigits(unmarked(readable(raw)).normalize("NFKC")), code = text.replace(/[\s\x1c-\x1f\x85./\u2010-\u2015\u2212_:-]/g, "");
    const fitting = RegExp(shape, "i");
    if (strip(text)) return fitting.test(code) ? code.replace(fitting, kept).toUpperCase() : say(wrong, "", params);
  },
};

/** What raw means: {answer?, problems: [{suffix, code, params}], unread?}. Nothing typed: neither answer nor problem. */
export const read = (question, raw, context) => {
  const problems = [], reader = readers[question.type];
  const say = (code, suffix = "", params = {}) => void problems.push({ suffix, code, params });
  if (isTicked(raw, "skip") || (question.chosen && raw[""]?.includes("_skip"))) return { answer: { skipped: true }, problems };
  if (!reader) return { problems, unread: true };
  say.problems = problems;
  try {
    const answer = reader({ options: {}, ...question }, raw, say, context);
    return problems[0] || String(answer ?? "") === "" ? { problems } : { answer, problems };
  } catch (error) {
    return error.code ? { problems: [error] } : { problems, unread: true }; // our mistake keeps nobody from going on
  }
};

/** Whether an answer may stand with the choices of this question. */
export const recognises = (question, answer) =>
  !names(question)[0] || [answer.choice ?? answer].flat().every((name) => name.other || names(question).includes(name));

/** What an answer is in rules; null where it is missing. */
export const valueOf = (question, answer) => {
  const { type, choices = [] } = question;
  if (answer == null || answer.skipped || answer.none || !recognises(question, answer)) return null;
  if (type === "yes_no") return answer === "yes";
  if (type === "money") return parseInt(answer);
  if (type === "rating") return choices.find(({ name }) => name === answer)?.score ?? answer;
  if (type === "month") return `${answer}-01`;
  if (type === "time") return answer.slice(0, 2) * 60 + +answer.slice(3);
  if (type === "child") return valueOf({}, answer.born);
  if (type === "address") return [answer.street, answer.city, answer.zip].filter(Boolean).join(", ");
  if (answer.other) return type === "language" ? "mis" : "other";
  return answer.date || answer.choice || answer.place || answer.number || answer.name || answer;
};
