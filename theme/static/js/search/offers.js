/** What a reader may have meant: restored accents, corrected typing mistakes. plugins/site_search/QUERY.md, "Offers". Pure. */

import { fold } from "./analysis.js";
import { wayOf } from "./query.js";

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

/** The plan with mistyped tokens replaced by near ones that the archive has; null where none is near.
 *  @returns {{plan: object, text: string} | null} */
export function corrected(plan, terms) {
  let text = null;
  const groups = plan.groups.map((group) => group.map((clause) => {
    const [way] = clause.ways;
    const tokens = clause.must ? way.tokens : correctedTokens(way.tokens, terms);
    if (tokens.every((token, at) => token === way.tokens[at])) return clause;
    text ??= tokens.join(" ");
    return { ...clause, ways: [...clause.ways, wayOf(tokens, way.accented)] };
  }));
  return text && { plan: { ...plan, groups }, text };
}

function correctedTokens(tokens, terms) {
  const made = [...tokens];
  for (let at = 1; at < tokens.length; at++) {
    const pair = fold(`${tokens[at - 1]} ${tokens[at]}`);
    if (documentsOf(terms.folded(pair))) continue;
    const [first, second] = pair.split(" ");
    const near = new Map();
    for (const { term, folded } of terms.group(pair)) {
      const [one, other] = folded.split(" ");
      if (one === first && other?.slice(0, 2) === second.slice(0, 2) && isNear(other, second)) near.set(term, 0);
    }
    let most = 0;
    for (const term of [...near.keys()].sort()) {
      const count = documentsOf(terms.exact(term));
      if (count > most) [most, made[at]] = [count, term.split(" ")[1]];
    }
  }
  return made;
}

/** Whether one letter added, left out, changed or two neighbours exchanged makes `one` of `other`. */
export function isNear(one, other) {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [rest, wanted] = [one.slice(start), other.slice(start)];
  return rest !== wanted && (rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)));
}
