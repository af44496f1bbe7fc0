/** What a reader may have meant: restored accents, typing mistakes. plugins/site_search/QUERY.md, "Offers". Pure. */

import { fold } from "./analysis.js";

const documentsOf = (occurrences) => new Set(occurrences.flatMap((found) => [...found.keys()])).size;

/** The first clause with the accents that its pairs mostly have; null where it has some, or nothing is likely.
 *  @param {object} plan @param {ReturnType<import("./terms.js").termStore>} terms @returns {string | null} */
export function restored(plan, terms) {
  const way = plan.groups[0]?.[0].ways[0];
  if (!way || way.accented || !way.pairs.length) return null;
  // Last token -> [sum, tokens].
  let paths = null;
  for (const [typed] of way.pairs) paths = step(paths, typed, terms);
  const [sum, tokens] = [...paths.values()].reduce((best, path) => (path[0] > best[0] ? path : best));
  const text = tokens.join(" ");
  return text !== way.tokens.join(" ") && sum >= way.pairs.length / 2 ? text : null;
}

/** One pair further: for each spelling of its second token the best way there. */
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

/** What was meant, if `doc` has it: the first clause with a mistyped token, as that document spells it.
 *  @param {object[]} meant @param {number} doc @param {(form: string, doc: number) => number} scoreOf @returns {string | undefined} */
export function corrected(meant, doc, scoreOf) {
  for (const { tokens, accented, near } of meant) {
    const made = [...tokens];
    const spelt = near.every(([place, forms]) => {
      const best = forms.reduce((one, other) => (scoreOf(other, doc) > scoreOf(one, doc) ? other : one));
      const token = best.split(" ")[place ? 1 : 0];
      made[place] = accented ? token : fold(token);
      return scoreOf(best, doc) > 0;
    });
    if (spelt) return made.join(" ");
  }
}
