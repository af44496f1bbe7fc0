/** What a reader may have meant: restored accents, typing mistakes. plugins/site_search/query/QUERY.md, "Offers". Pure. */

import { fold } from "./analysis.js";

const documentsOf = (occurrences) => new Set(occurrences.flatMap((found) => [...found.keys()])).size;

/** The first clause with the accents that its pairs mostly have; null where it has some, or nothing is likely.
 *  @param {object} plan @param {ReturnType<import("./terms.js").termStore>} terms @returns {string | null} */
export function restored(plan, terms) {
  const reading = plan.groups[0]?.[0].readings[0];
  if (!reading || reading.accented || !reading.pairs.length) return null;
  // Last token -> [sum, tokens].
  let paths = null;
  for (const [typed] of reading.pairs) paths = step(paths, typed, terms);
  const [sum, tokens] = [...paths.values()].reduce((best, path) => (path[0] > best[0] ? path : best));
  const text = tokens.join(" ");
  return text !== reading.tokens.join(" ") && sum >= reading.pairs.length / 2 ? text : null;
}

/** One pair further: for each spelling of its second token the best reading there. */
function step(paths, pair, terms) {
  const all = documentsOf(terms.folded(pair)) || 1;
  const plain = pair.split(" ");
  const spellings = new Set(terms.group(pair).filter(({ folded }) => folded === pair).map(({ term }) => term));
  const next = new Map();
  for (const spelt of [...spellings, pair].sort()) {
    const [first, second] = spelt.split(" ");
    const share = spellings.has(spelt) ? documentsOf(terms.exact(spelt)) / all : 0;
    const [sum, tokens] = paths ? paths.get(first) ?? paths.get(plain[0]) ?? [0, [first]] : [0, [first]];
    const before = next.get(second);
    if (!before || sum + share > before[0]) next.set(second, [sum + share, [...tokens, second]]);
  }
  return next;
}

/** What was meant, as the first of `docs` that has it spells it; only as the very first does, if syllables are in doubt.
 *  @param {object[]} corrections by clause @param {number[]} docs best first @param {(form: string, doc: number) => number} scoreOf @returns {string | undefined} */
export function corrected(corrections, docs, scoreOf) {
  for (const doc of docs) {
    for (const { tokens, accented, near, isSure } of corrections) {
      const found = near.map(([place, forms]) =>
        [place, forms.reduce((one, other) => (scoreOf(other, doc) > scoreOf(one, doc) ? other : one))]);
      if (!found.every(([, form]) => scoreOf(form, doc)) || !(isSure || doc === docs[0])) continue;
      const made = [...tokens];
      for (const [place, form] of found) made[place] = form.split(" ")[place ? 1 : 0];
      return (accented ? made : made.map(fold)).join(" ");
    }
  }
}
