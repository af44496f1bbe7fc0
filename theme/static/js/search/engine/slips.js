/** Typing mistakes: which tokens look mistyped, and what of the archive may be meant. plugins/site_search/query/QUERY.md. Pure. */

import { fold } from "./analysis.js";
import { groupOf } from "./index.js";
import { isPlainSyllable } from "./telex.js";

const MOST_STARTS = 16;
const MOST_MISTYPED = 2;
const SHORT = 3;
const SPELLING = [..."nhtcgiauovldmbskeprxyq"];

/** Places of tokens that stand in no pair of any document; or in the rarest ones, unless `isFound`.
 *  @param {object} reading @param {number[]} stories how many have each pair
 *  @param {boolean} isFound some document has most pairs, or all in any accents; then rare ones are no mistake */
export function mistyped({ tokens }, stories, isFound) {
  const last = tokens.length - 1;
  // The last letter of a text may be the first of a word still being typed.
  if (tokens[last].length < 2) stories = stories.slice(0, -1);
  const commonest = tokens.map((_, at) => Math.max(...stories.slice(Math.max(at - 1, 0), at + 1)));
  let places = [...tokens.keys()].filter((at) =>
    !(at === last && tokens[at].length < 2) && !/^\d/.test(tokens[at]) && (at > 0 || last < SHORT));
  const rare = isFound ? 0 : Math.min(...places.map((at) => commonest[at]));
  const broken = new Set([...stories.keys()].filter((slot) => stories[slot] <= rare));
  const explained = (at) => broken.has(at - 1) + broken.has(at);
  const suspicion = (at) => 100 * explained(at) + 50 * !isPlainSyllable(fold(tokens[at])) + at;
  const chosen = [];
  while ((places = places.filter((at) => commonest[at] <= rare && explained(at))).length) {
    const [worst] = places.sort((one, other) => suspicion(other) - suspicion(one));
    chosen.push(worst);
    broken.delete(worst - 1);
    broken.delete(worst);
    places = places.filter((at) => Math.abs(at - worst) > 1);
  }
  return chosen.length <= MOST_MISTYPED ? chosen.sort((one, other) => one - other) : [];
}

/** Folded beginnings of the pairs that may be meant at `place`: with the token before, or after the first one. */
export function nearGroups({ tokens }, place) {
  const token = fold(tokens[place]);
  const near = nearSyllables(token);
  if (!place) return near.slice(0, MOST_STARTS).map((one) => `${one} ${fold(tokens[1])}`);
  const starts = new Set([token, ...near].map((one) => one.slice(0, 2)));
  return [...starts].slice(0, MOST_STARTS).map((start) => `${fold(tokens[place - 1])} ${start}`);
}

/** Pairs of the archive that may be meant at `place`. @param {ReturnType<import("./terms.js").termStore>} terms @returns {string[]} */
function nearPairs(reading, place, terms) {
  const token = fold(reading.tokens[place]);
  const found = nearGroups(reading, place).flatMap((group) => terms.group(group).filter(({ folded }) =>
    place ? groupOf(folded) === group && isNear(folded.split(" ")[1], token) : folded === group))
    .map(({ term }) => term);
  const exact = found.filter((term) => term.split(" ")[place ? 0 : 1] === reading.tokens[place ? place - 1 : 1]);
  return [...new Set(reading.accented && exact.length ? exact : found)].sort();
}

/** Of `reading` without its mistyped tokens: the slots of whole pairs, and the spellings of tokens that are in no pair.
 *  @param {number[]} places @returns {[number[], string[][]]} */
export function besides(reading, places) {
  const touched = places.flatMap((place) => [place - 1, place]);
  const intact = [...reading.pairs.keys()].filter((slot) => !touched.includes(slot));
  const inSlots = [...intact, ...places.map((place) => Math.max(place - 1, 0))].flatMap((slot) => [slot, slot + 1]);
  return [intact, reading.singles.filter((_, at) => !inSlots.includes(at))];
}

/** What `reading` may mean; null where no token looks mistyped or nothing is near. @param {number[]} places
 *  @returns {{near: [place: number, forms: string[]][], pairs: string[][], singles: string[][]} | null} */
export function correctionOf(reading, places, terms) {
  const near = places.map((place) => [place, nearPairs(reading, place, terms)]);
  if (!near.length || near.some(([, forms]) => !forms.length)) return null;
  const [intact, singles] = besides(reading, places);
  return {
    tokens: reading.tokens,
    accented: reading.accented,
    near,
    isSure: !places.some((place) => isPlainSyllable(fold(reading.tokens[place]))),
    // Near ones first: a reading whose words can be marked.
    pairs: [...near.map(([, forms]) => forms), ...intact.map((slot) => reading.pairs[slot])],
    singles,
  };
}

/** Valid syllables without accents that one slip makes `token` of, likelier slips first. */
function nearSyllables(token) {
  const places = Array.from(token, (_, at) => at);
  const put = (letters, at, instead) => token.slice(0, at) + letters + token.slice(at + instead);
  const made = [
    ...places.map((at) => put("", at, 1)),
    ...places.slice(1).map((at) => put(token[at] + token[at - 1], at - 1, 2)),
    ...[...places, token.length].flatMap((at) => SPELLING.map((letter) => put(letter, at, 0))),
    ...places.flatMap((at) => SPELLING.map((letter) => put(letter, at, 1))),
  ];
  return [...new Set(made)].filter((one) => one !== token && isPlainSyllable(one));
}

/** Whether one letter added, left out, changed or two neighbours exchanged makes `one` of `other`. */
export function isNear(one, other) {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [rest, wanted] = [one.slice(start), other.slice(start)];
  return rest !== wanted && (rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)));
}
