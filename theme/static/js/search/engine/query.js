/** What a reader typed -> the plan of the search, as plugins/site_search/query/QUERY.md defines it. Pure. */

import { fold, LETTERS, normalise, pairs, sentences } from "./analysis.js";
import { repair } from "./telex.js";

const LONGEST_QUERY = 400;
const MOST_TOKENS = 24;
const MOST_REPLACED = 2;
const MOST_SYNONYMS = 3;
const SPACE = " \\t\\n\\r\\u00a0";
const QUOTE = '"“”«»';
const QUOTED = `[${QUOTE}]([^${QUOTE}]*)[${QUOTE}]?`;
const BARE = `([^${SPACE}${QUOTE}]+)`;
const PART = new RegExp(`^(?:(-?)${QUOTED}|([^${SPACE}${QUOTE}:]{1,20}):(?:${QUOTED}|${BARE})|${BARE})[${SPACE}]*`);
const EXCLUDED = new RegExp(`^-[${LETTERS}]`);
const OR = /^(OR|HOẶC|HOAC|\|)$/;
const KEYS = { muc: "section", tacgia: "author", tinh: "province", diaphuong: "province", chude: "topic", loai: "kind",
  nguon: "source", vanban: "law", tieude: "title", tu: "from", den: "to", nam: "year" };

function keyOf(text) {
  const key = fold(normalise(text));
  return Object.values(KEYS).includes(key) ? key : Object.hasOwn(KEYS, key) && KEYS[key];
}
const FOREIGN = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };
const isAccented = (tokens) => tokens.some((token) => fold(token) !== token);
const allTokens = (text) => sentences(text).flatMap(({ tokens }) => tokens);

/** Part of an address: `Thi hành án` -> `thi-hanh-an`. @param {string} text @param {number} longest cut at a word */
export function slugify(text, longest = LONGEST_QUERY) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[œæßøł]/g, (letter) => FOREIGN[letter]);
  const slug = fold(plain).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug.length <= longest ? slug : slug.slice(0, longest + 1).replace(/-[^-]*$/, "");
}

/** @returns {{kind: "word" | "phrase" | "or" | "filter" | "without", text: string, key?: string, open?: boolean}[]} */
function readQuery(typed) {
  const text = typed.slice(0, 8 * LONGEST_QUERY).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, " ")
    .slice(0, 4 * LONGEST_QUERY).normalize("NFC").slice(0, LONGEST_QUERY);
  const found = [];
  let rest = text.replace(new RegExp(`^[${SPACE}]+`), "");
  while (rest) {
    let [whole, minus, phrase, key, quoted, value, word] = PART.exec(rest);
    if (key && !keyOf(key)) [whole, word] = new RegExp(`^${BARE}[${SPACE}]*`).exec(rest);
    if (word) {
      if (OR.test(word)) found.push({ kind: "or" });
      else if (EXCLUDED.test(normalise(word))) found.push({ kind: "without", text: word.slice(1) });
      else found.push({ kind: "word", text: word, open: word === rest });
    } else if (key) found.push({ kind: "filter", text: quoted ?? value, key: keyOf(key) });
    else found.push({ kind: minus ? "without" : "phrase", text: phrase });
    rest = rest.slice(whole.length);
  }
  return found;
}

const GAP = "[ .()\\u00a0\\u2010-\\u2015-]{0,2}";
const PHONE = new RegExp(`(?<![0-9A-Za-z/,.\\u2010-\\u2015-])(?:\\(?\\+?84${GAP}(?:\\(?0\\)?${GAP})?|\\(?0)(?=[1-9])([0-9](?:${GAP}[0-9]){8,9})(?![0-9/])`, "g");
/** Telephone numbers, however they are spaced: `024.3733 1234` -> `02437331234`. @param {string} text */
const withPlainNumbers = (text) => text.replace(PHONE, (_, figures) => `0${figures.replace(/[^0-9]/g, "")}`);

/**
 * @param {string} text
 * @param {[short: string, long: string][]} abbreviations
 * @param {boolean} typing the last word may go on
 * @param {string[][]} synonyms groups of words that mean the same
 * @returns {Plan} see QUERY.md, "The plan"; empty for a text without any token or filter. Never throws.
 */
export function makePlan(text, abbreviations = [], typing = false, synonyms = []) {
  const plan = { groups: [[]], without: [], filters: {}, from: null, to: null, repaired: null };
  const [table, groups] = [abbreviations, synonyms].map((rows) => rows.map((row) => row.map(allTokens)));
  let room = MOST_TOKENS;
  const take = (tokens) => {
    const taken = tokens.slice(0, room);
    room -= taken.length;
    return taken;
  };

  const addPhrase = ({ kind, key, text: quoted }) => {
    const tokens = take(allTokens(quoted));
    if (!tokens.length) return;
    const phrase = { tokens, accented: isAccented(tokens), field: key === "title" ? 0 : null };
    if (kind === "without") plan.without.push(phrase);
    else plan.groups.at(-1).push({ readings: [readingOf(tokens, phrase.accented)], must: phrase });
  };

  const addFilter = ({ key, text: value }) => {
    const slug = slugify(value);
    if (/^(from|to|year)$/.test(key)) {
      const days = rangeOf(value);
      if (days && key !== "to") plan.from = days[0];
      if (days && key !== "from") plan.to = days[1];
    } else if (slug) plan.filters[key] = [...new Set([...(plan.filters[key] ?? []), slug])];
  };

  const addRun = (words) => {
    const found = sentences(withPlainNumbers(words.map((word) => word.text).join(" ")));
    found.forEach(({ tokens: all, codes }, number) => {
      const tokens = take(all);
      if (!tokens.length) return;
      let readings = waysOf(tokens, codes, table, groups, plan);
      if (typing && words.at(-1).open && number === found.length - 1) readings = readings.map(withPrefix);
      const distinct = new Map(readings.map((reading) => [JSON.stringify(reading), reading]));
      plan.groups.at(-1).push({ readings: [...distinct.values()], must: null });
    });
  };

  let words = [];
  for (const part of readQuery(text)) {
    if (part.kind === "word") {
      words.push(part);
      continue;
    }
    addRun(words);
    words = [];
    if (part.kind === "or") plan.groups.push([]);
    else if (part.kind === "filter" && part.key !== "title") addFilter(part);
    else addPhrase(part);
  }
  addRun(words);
  plan.groups = plan.groups.filter((group) => group.length);
  return plan;
}

/** The readings of a run: as typed or repaired, with an abbreviation written out or a long form shortened. */
function waysOf(tokens, codes, table, groups, plan) {
  const said = tokens.map(repair);
  const typed = readingOf(tokens, isAccented(tokens), codes);
  const isRepaired = said.join() !== tokens.join();
  if (isRepaired) plan.repaired ??= said.join(" ");
  const first = isRepaired ? readingOf(said, true) : typed;
  const { accented } = first;
  const others = [];
  for (const [short, long] of table) {
    let [old, made] = [short, long];
    let place = find(said.map(fold), short.map(fold));
    if (place < 0) {
      [old, made] = [long, short];
      place = find(said, accented ? long : long.map(fold));
    }
    if (place < 0) continue;
    const replaced = [...said.slice(0, place), ...made, ...said.slice(place + old.length)];
    others.push(readingOf(replaced, accented || isAccented(made)));
  }
  others.splice(MOST_REPLACED);
  const found = [first, ...others, ...inOtherWords(first, groups).slice(0, MOST_SYNONYMS)];
  if (accented) found.push({ ...first, accented: false, fallback: true });
  if (isRepaired) found.push({ ...typed, fallback: true });
  return found;
}

/** The reading with the longest wording of a group that stands in it replaced by each of the others. */
function inOtherWords({ tokens, accented }, groups) {
  return groups.flatMap((group) => {
    const said = accented ? group : group.map((wording) => wording.map(fold));
    const standing = said.filter((wording) => find(tokens, wording) >= 0);
    if (!standing.length) return [];
    const old = standing.reduce((longest, one) => (one.length > longest.length ? one : longest));
    const place = find(tokens, old);
    return said.filter((other) => other.join(" ") !== old.join(" ")).map((other) =>
      ({ ...readingOf([...tokens.slice(0, place), ...other, ...tokens.slice(place + old.length)], accented), synonym: true }));
  });
}

/** Where `wanted` stands in `tokens`, or -1. */
const find = (tokens, wanted) =>
  wanted.length ? tokens.findIndex((_, at) => wanted.every((token, offset) => tokens[at + offset] === token)) : -1;

/** A reading with its slots spelt out. */
function readingOf(tokens, accented, codes = []) {
  const singles = tokens.map(spellings);
  return {
    tokens,
    accented,
    pairs: singles.slice(1).map((seconds, at) =>
      seconds.flatMap((second) => singles[at].map((first) => `${first} ${second}`))),
    singles,
    codes: [...new Set(codes)],
    prefix: null,
    fallback: false,
    synonym: false,
  };
}

const withPrefix = (reading) =>
  reading.tokens.length < 2 || reading.tokens.at(-1).length < 2 ? reading : { ...reading, prefix: fold(pairs(reading.tokens.slice(-2))[0]) };

const I_AND_Y = "iìíỉĩịyỳýỷỹỵ";

/** `kỹ` may be spelt `kĩ`, and the other reading round, after h, k, l, m, s, t, qu. */
function spellings(token) {
  const at = I_AND_Y.indexOf(token.at(-1));
  const start = token.slice(0, -1);
  return at < 0 || !/^([hklmst]|qu)$/.test(start) ? [token] : [token, start + I_AND_Y[(at + 6) % 12]];
}

/** Day as the index counts it, from 2000-01-01; NaN where the calendar has no such day. */
function dayNumber(...parts) {
  const day = parts.map((part) => String(part).padStart(2, "0")).join("-");
  const date = new Date(`${day}T00:00Z`);
  return !Number.isNaN(+date) && date.toISOString().startsWith(day) ? date / 86400_000 - 10957 : NaN;
}

const DATE = /^(?:(?:(\d\d?)[/.-])?(\d\d?)[/.-](\d{4})|(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?)$/;

/** First and last day of `17/04/2024`, `2024-04-17`, `04/2024`, `2024-04` or `2024`; null for anything else. */
export function rangeOf(text) {
  const [, d, m, y, year = y, month = m, day = d] = DATE.exec(text.replace(/^ +| +$/g, "")) ?? [];
  if (!year) return null;
  const first = dayNumber(year, month ?? 1, day ?? 1);
  const end = month && month < 12 ? [year, +month + 1] : [+year + 1, 1];
  const last = day ? first : dayNumber(...end, 1) - 1;
  return first >= -36524 && first <= 73048 ? [first, last] : null;
}
