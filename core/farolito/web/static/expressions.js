// Rules of a form in the browser: the twin of farolito.domain.expressions. docs/expressions.md defines both.
// load(tree, functions) checks a JSON tree and gives a rule; evaluate(rule, names, today, own, entries) gives its value,
// null where something is missing. Both throw a Fault with one of the language's codes, and nothing else.
export const MAX_NODES = 500, MAX_DEPTH = 32, MAX_TEXT = 20000, MAX_NAME = 64, MAX_STEPS = 10000, CALL_COST = 20;

export class Fault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const own = Object.hasOwn;
const isList = Array.isArray;
const isMapping = (value) => typeof value === "object" && value !== null && !isList(value);
const isNumber = (value) => typeof value === "number";
const isText = (value) => typeof value === "string";
const isTruth = (value) => typeof value === "boolean";
const fail = (code) => { throw new Fault(code); };

// values

const half = /[\ud800-\udfff]/u; // with u, only a surrogate that stands alone
const finite = (number) => (Number.isFinite(number) ? number + 0 : null); // -0 + 0 is 0
const known = (value) => {
  if (isText(value)) return half.test(value) ? null : value;
  if (isNumber(value)) return finite(value);
  return isTruth(value) || typeof value === "object" ? value : null;
};
const numbers = (a, b) => isNumber(a) && isNumber(b);
const texts = (a, b) => isText(a) && isText(b);
const ordered = (a, b) => numbers(a, b) || texts(a, b);
const characters = (text) => [...text].length;

// whether a comes before b, by code point: UTF-16 puts what is beyond U+FFFF before U+E000
const before = (a, b) => {
  if (isNumber(a)) return a < b;
  const one = [...a], other = [...b], at = one.findIndex((letter, at) => letter !== other[at]);
  return at < 0 ? one.length < other.length : one[at].codePointAt() < other[at]?.codePointAt();
};

const equal = (a, b) => (ordered(a, b) || (isTruth(a) && isTruth(b)) ? a === b : null);
const opposite = (value) => (isTruth(value) ? !value : null);
const less = (a, b) => (ordered(a, b) ? before(a, b) : null);
const lessOrEqual = (a, b) => (ordered(a, b) ? !before(b, a) : null);
const contained = (value, items) => {
  if (!isList(items)) return null;
  let answer = false;
  for (const item of items) {
    const same = equal(value, known(item));
    if (same) return true;
    if (same === null) answer = null;
  }
  return answer;
};
const folded = (start, step) => (...values) =>
  values.reduce((sum, value) => (sum !== null && isNumber(value) ? finite(step(sum, value)) : null), start);
const plus = folded(0, (a, b) => a + b);
const times = folded(1, (a, b) => a * b);
const rounded = (value) => {
  if (!isNumber(value)) return null;
  const whole = Math.trunc(value);
  return finite(Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole);
};
const best = (better) => (...values) =>
  values.reduce((found, value) => (ordered(found, value) ? (better(value, found) ? value : found) : null), values[0]);

// days: {y, m, d, at: days since 1970}, of the years 1 to 9999

const DAY = 86_400_000; // milliseconds
const written = (at) => /^(?!0000)\d{4}-\d\d-\d\d(?=T)/.exec(new Date(at * DAY).toJSON())?.[0] ?? null;
const dayOf = (value) => {
  const at = isText(value) && Date.parse(value) / DAY;
  if (written(at) !== value) return null;
  const [y, m, d] = value.split("-").map(Number);
  return { y, m, d, at };
};
const isWhole = (most) => (value) => Number.isInteger(value) && Math.abs(value) <= most;
const isYears = isWhole(9999), isCount = isWhole(4e6);
const addDays = (start, days) => {
  const first = dayOf(start);
  return first && isCount(days) ? written(first.at + days) : null;
};
const addMonths = (start, months) => {
  const first = dayOf(start);
  if (!first || !isCount(months)) return null;
  const day = new Date(start);
  day.setUTCMonth(first.m + months, 0); // the last day of that month
  if (first.d < day.getUTCDate()) day.setUTCDate(first.d);
  return written(day / DAY);
};
const part = (key) => (value) => {
  const day = dayOf(value);
  return day && day[key];
};
const between = (count) => (start, end) => {
  const first = dayOf(start), last = dayOf(end);
  return first && last ? finite(count(first, last)) : null;
};
const completed = (start, end) => end.y - start.y - (end.m < start.m || (end.m === start.m && end.d < start.d));

// The latest day somebody can have been born on, so that nobody is taken to be older than they are.
const latestBirth = (born) => {
  if (!isMapping(born)) return dayOf(born);
  const said = (key) => (own(born, key) ? born[key] : null);
  const year = said("year"), age = said("age"), on = dayOf(said("on"));
  if (isYears(year)) return { y: year, m: 12, d: 31 };
  if (isYears(age) && on) {
    const y = on.y - age, isLeap = new Date(Date.UTC(2000 + (y % 400), 1, 29)).getUTCDate() === 29;
    return { y, m: on.m, d: on.m === 2 && on.d === 29 && !isLeap ? 28 : on.d };
  }
  return dayOf(said("date"));
};
const ageOn = (born, day) => {
  const on = dayOf(day), birth = latestBirth(born);
  if (!on || !birth || birth.y > on.y) return null;
  const age = completed(birth, on);
  if (age >= 0) return age;
  return isMapping(born) && own(born, "year") ? 0 : null;
};

// the language: how many arguments at least and at most, and what is done with their values

const any = Infinity;
const strict = {
  "!": [1, 1, opposite],
  "==": [2, 2, equal],
  "!=": [2, 2, (a, b) => opposite(equal(a, b))],
  "<": [2, 2, less],
  "<=": [2, 2, lessOrEqual],
  ">": [2, 2, (a, b) => less(b, a)],
  ">=": [2, 2, (a, b) => lessOrEqual(b, a)],
  in: [2, 2, contained],
  "+": [2, any, plus],
  "-": [1, 2, (...v) => (v.length < 2 ? (isNumber(v[0]) ? finite(-v[0]) : null) : numbers(v[0], v[1]) ? finite(v[0] - v[1]) : null)],
  "*": [2, any, times],
  "/": [2, 2, (a, b) => (numbers(a, b) && b !== 0 ? finite(a / b) : null)],
  "%": [2, 2, (a, b) => (numbers(a, b) && b !== 0 ? finite(a % b) : null)],
  date: [1, 1, (value) => (dayOf(value) ? value : null)],
  answered: [1, 1, (value) => value !== null],
  length: [1, 1, (value) => (isText(value) ? characters(value) : null)],
  concat: [2, any, (...values) => {
    const text = values.every(isText) ? values.join("") : null;
    return text !== null && characters(text) <= MAX_TEXT ? text : null;
  }],
  lower: [1, 1, (value) => (isText(value) ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : null)],
  starts_with: [2, 2, (a, b) => (texts(a, b) ? a.startsWith(b) : null)],
  contains: [2, 2, (a, b) => (texts(a, b) ? a.includes(b) : null)],
  count: [1, 2, (value) => (isList(value) ? value.length : null)],
  sum: [1, 2, (value) => (isList(value) ? value.reduce((sum, item) => plus(sum, known(item)), 0) : null)],
  age_on: [2, 2, ageOn],
  days_between: [2, 2, between((a, b) => b.at - a.at)],
  years_between: [2, 2, between((a, b) => (b.at < a.at ? -completed(b, a) : completed(a, b)))],
  add_days: [2, 2, addDays],
  add_months: [2, 2, addMonths],
  year: [1, 1, part("y")],
  month: [1, 1, part("m")],
  day: [1, 1, part("d")],
  round: [1, 1, rounded],
  min: [2, any, best(before)],
  max: [2, any, best((a, b) => before(b, a))],
};

const settled = (by) => (parts) => (run) => {
  let answer = !by;
  for (const one of parts) {
    const value = one(run);
    if (value === by) return by;
    if (!isTruth(value)) answer = null;
  }
  return answer;
};
const lazy = {
  or: [2, any, settled(true)],
  and: [2, any, settled(false)],
  today: [0, 0, () => (run) => run.today],
  coalesce: [2, any, (parts) => (run) => {
    let value = null;
    for (let at = 0; at < parts.length && value === null; at++) value = parts[at](run);
    return value;
  }],
  if: [3, 3, ([condition, then, otherwise]) => (run) => (condition(run) === true ? then : otherwise)(run)],
};

// over the entries of a repeat: what to do with the value for each; returning true stops

const visit = (entries, rule, cost, each) => (run) => {
  const list = entries(run);
  if (!isList(list)) return null;
  const gathered = each();
  for (const entry of list) {
    pay(run, cost);
    run.entries.push(isMapping(entry) ? entry : {});
    const value = rule(run);
    run.entries.pop();
    if (gathered.take(value, entry)) break;
  }
  return gathered.give();
};
const settling = (by) => () => {
  let answer = !by;
  const take = (value) => {
    if (value === by) answer = by;
    else if (!isTruth(value)) answer = null;
    return value === by;
  };
  return { take, give: () => answer };
};
const collecting = (wanted, give) => () => {
  const found = [];
  const take = (value, entry) => {
    if (wanted(value)) found.push([value, entry]);
  };
  return { take, give: () => give(found) };
};
const isTrue = (value) => value === true;
const loops = {
  any: settling(true),
  all: settling(false),
  count: collecting(isTrue, (found) => found.length),
  sum: collecting(() => true, (found) => found.reduce((sum, [value]) => plus(sum, value), 0)),
  filter: collecting(isTrue, (found) => found.map(([, entry]) => entry)),
};
const arity = { any: [2, 2], all: [2, 2], filter: [2, 2] };

const pay = (run, steps) => {
  run.steps -= steps;
  if (run.steps < 0) fail("too_many_steps");
};

const lookUp = (name) => {
  if (name === ".") return (run) => run.own;
  return (run) => {
    for (let at = run.entries.length - 1; at >= 0; at--) {
      if (own(run.entries[at], name)) return known(run.entries[at][name]);
    }
    return own(run.names, name) ? known(run.names[name]) : null;
  };
};

// functions of plugins: {takes: [kind], gives: kind, call}; one that is not there gives missing, at the same price

const fits = {
  text: isText,
  number: isNumber,
  boolean: isTruth,
  date: (value) => dayOf(value) !== null,
};
const foreign = (made, parts) => (run) => {
  const values = parts.map((one) => one(run));
  pay(run, CALL_COST);
  if (!made || made.takes.length !== values.length || !made.takes.every((kind, at) => fits[kind](values[at]))) return null;
  let value = null;
  try {
    value = known(made.call(...values));
  } catch {
    return null;
  }
  return fits[made.gives](value) ? value : null;
};

// loading

const reserved = ["and", "or", "not", "in", "true", "false", "null", "today"];
const isName = (name) =>
  name === "." || (isText(name) && name.length <= MAX_NAME && /^[A-Za-z_]\w*$/.test(name) && !reserved.includes(name));
const isForeign = (name) => /^[a-z][a-z0-9_]{0,63}\.[a-z][a-z0-9_]{0,63}$/.test(name);
const isScalar = (value) => isText(value) || isNumber(value) || isTruth(value);

const constant = (value) => {
  if (isText(value) && (half.test(value) || value.includes("\0"))) fail("syntax");
  if (isNumber(value) && !Number.isFinite(value)) fail("syntax");
  return isNumber(value) ? value + 0 : value;
};

// A part: {run, size, letters, depth, repeat}; repeat says whether it names a repeat or filters one.
const read = (value, level, functions) => {
  if (level > MAX_DEPTH) fail("too_deep");
  if (isScalar(value)) {
    const fixed = constant(value);
    return { run: () => fixed, size: 1, letters: isText(fixed) ? characters(fixed) : 0, depth: 1 };
  }
  if (isList(value)) {
    if (value.length > MAX_NODES) fail("too_large");
    const items = value.map((item) => (isScalar(item) ? constant(item) : fail("syntax")));
    const letters = items.reduce((sum, item) => sum + (isText(item) ? characters(item) : 0), 0);
    return { run: () => items, size: 1 + items.length, letters, depth: items.length ? 2 : 1 };
  }
  const [[operator, given] = [], ...more] = isMapping(value) ? Object.entries(value) : [];
  if (more[0] || !isList(given)) fail("syntax");
  const count = given.length;
  if (operator === "var") {
    if (count !== 1 || !isName(given[0])) fail("syntax");
    return { run: lookUp(given[0]), size: 1, letters: given[0].length, depth: 1, repeat: true };
  }
  const made = [strict, lazy, arity].find((table) => own(table, operator))?.[operator];
  if (!made && !isForeign(operator)) fail("syntax");
  if (count > MAX_NODES) fail("too_large");
  const parts = given.map((argument) => read(argument, level + 1, functions));
  const [least, most] = made || [0, 8];
  const over = own(loops, operator) && count === 2;
  if (count < least || count > most || (over && !parts[0].repeat)) fail("syntax");
  const runs = parts.map((one) => one.run);
  const sum = (key, start) => parts.reduce((total, one) => total + one[key], start);
  let run;
  if (!made) run = foreign(own(functions, operator) ? functions[operator] : null, runs);
  else if (over) run = visit(runs[0], runs[1], parts[1].size, loops[operator]);
  else if (own(lazy, operator)) run = made[2](runs);
  else run = applied(made[2], runs);
  return {
    run,
    size: sum("size", 1),
    letters: sum("letters", operator.length),
    depth: 1 + Math.max(0, ...parts.map((one) => one.depth)),
    repeat: operator === "filter",
  };
};
const applied = (operation, runs) => {
  const [first, second] = runs;
  if (runs.length === 1) return (run) => operation(first(run));
  if (runs.length === 2) return (run) => operation(first(run), second(run));
  return (run) => operation(...runs.map((one) => one(run)));
};

export const load = (tree, functions = {}) => {
  const { run, size, letters, depth } = read(tree, 1, functions);
  if (depth > MAX_DEPTH) fail("too_deep");
  if (size > MAX_NODES || letters > MAX_TEXT) fail("too_large");
  return run;
};

// entries: those that the rule stands in, outermost first; their names hide those outside.
export const evaluate = (rule, names, today, value = null, entries = []) =>
  rule({ names, today, own: known(value), entries: [...entries], steps: MAX_STEPS });

export const holds = (...given) => evaluate(...given) === true;
