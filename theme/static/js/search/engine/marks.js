/** Where the words of a query stand in a text, for `<mark>`. Pure. */

import { fold, sentences } from "./analysis.js";

/** Runs of `tokens` (places of the first and last one) that hold a pair of `reading`; where there is none, lone tokens. */
function runs(tokens, reading, accented) {
  const spelt = accented ? (term) => term : fold;
  const holds = (slots, term) => slots.some((forms) => forms.some((form) => spelt(form) === spelt(term)));
  const found = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    const pair = `${tokens[at]} ${tokens[at + 1]}`;
    if (holds(reading.pairs, pair) || (reading.prefix && fold(pair).startsWith(reading.prefix))) found.push([at, at + 1]);
  }
  if (found.length) return found;
  const lone = tokens.flatMap((token, at) => (holds(reading.singles, token) ? [[at, at]] : []));
  // One common syllable of several says nothing.
  return new Set(lone.map(([at]) => fold(tokens[at]))).size * 2 > reading.singles.length ? lone : [];
}

/**
 * @param {object[]} readings of a plan
 * @returns {(text: string) => [number, number][]} ranges in order, disjoint; exact spellings, else any accents.
 *   Their places are those of the composed text without invisible characters (`visible`).
 */
export function marker(readings) {
  return (text) => {
    const all = sentences(text);
    const marksOf = (accented) => all.flatMap(({ tokens, spans }) => readings
      .flatMap((reading) => runs(tokens, reading, accented && reading.accented))
      .map(([first, last]) => [spans[first][0], spans[last][1]]));
    const exact = marksOf(true);
    return joined(exact.length ? exact : marksOf(false));
  };
}

/** Overlapping ranges as one. @param {[number, number][]} ranges */
function joined(ranges) {
  const made = [];
  for (const [start, end] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = made.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else made.push([start, end]);
  }
  return made;
}
