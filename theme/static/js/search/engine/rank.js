/** Scores and order of documents for a plan, as plugins/site_search/query/QUERY.md, "Execution", defines them. Pure. */

import { fold, pairs } from "./analysis.js";
import { besides, correctionOf, mistyped, nearGroups } from "./slips.js";

const scoreMap = () => ({ score: new Map(), cover: new Map() });
const add = (map, doc, value) => map.set(doc, (map.get(doc) ?? 0) + value);

/**
 * @param {{documents: number, totals: number[], ranking: object}} manifest
 * @param {ReturnType<import("./terms.js").termStore>} terms the shards that the plan needs are at hand
 * @param {{days: number[], lengths: number[][]}} columns of all documents
 */
export function ranker({ documents, totals, ranking, newest }, terms, columns) {
  const { k1, b, weights } = ranking;
  const scored = new Map();

  /** Sum over the fields of Whoosh's BM25F. The operations keep the order of the contract: equal to the last bit. */
  function termScores(occurrences) {
    if (scored.has(occurrences)) return scored.get(occurrences);
    const scores = new Map();
    occurrences.forEach((found, field) => {
      const idf = Math.log(documents / (found.size + 1)) + 1;
      const mean = totals[field] / documents || 1;
      const lengths = columns.lengths[field];
      for (const [doc, tf] of found) {
        const length = lengths ? lengths[doc] : 0;
        const leaf = idf * ((tf * (k1 + 1)) / (tf + k1 * (1 - b[field] + (b[field] * length) / mean)));
        add(scores, doc, weights[field] * leaf);
      }
    });
    scored.set(occurrences, scores);
    return scores;
  }

  function join(made, occurrences, weight) {
    for (const [doc, score] of termScores(occurrences)) {
      add(made.score, doc, weight * score);
      made.cover.set(doc, Math.max(made.cover.get(doc) ?? 0, weight));
    }
  }

  function slot(forms, accented, prefix, from = terms) {
    const made = scoreMap();
    const weigh = (index) => (index ? ranking.other : 1);
    if (accented) forms.forEach((form, index) => join(made, from.exact(form), weigh(index)));
    const keys = [...new Set(forms.map(fold))];
    keys.forEach((key, index) => join(made, from.folded(key), weigh(index) * (accented ? ranking.folded : 1)));
    if (prefix) join(made, terms.prefix(prefix), ranking.prefix);
    return made;
  }

  const slots = new Map();
  function firstSlots(reading) {
    if (!slots.has(reading)) {
      const forms = reading.pairs.length ? reading.pairs : reading.singles;
      const last = forms.length - 1;
      slots.set(reading, [
        ...forms.map((spelt, at) => slot(spelt, reading.accented, at === last && reading.prefix)),
        ...reading.codes.map((code) => slot([code], reading.accented)),
      ]);
    }
    return slots.get(reading);
  }

  const pairSlots = (reading) => firstSlots(reading).slice(0, reading.pairs.length);
  /** Documents whose cover passes in every slot. @param {(cover?: number) => boolean} passes */
  const inAll = ([first, ...others], passes) => [...first.cover.entries()]
    .filter(([doc, value]) => passes(value) && others.every(({ cover }) => passes(cover.get(doc))));

  /** Places of the tokens of a clause that look mistyped. */
  function slipsOf({ readings: [reading], must }) {
    const found = pairSlots(reading);
    if (must || !found.length) return [];
    return mistyped(reading, found.map(({ cover }) => cover.size), inAll(found, Boolean).length > 0 || isFound(combined(found)));
  }

  /** Whether no document has all pairs of a clause, in any accents: its words may stand apart in a headline. */
  function isScattered({ readings: [reading], must }) {
    return !must && reading.pairs.length > 1 && !inAll(pairSlots(reading), Boolean).length;
  }

  /** Documents by the words in their headlines and leads, in any order; pairs count as they are found. */
  function scoreScattered(reading) {
    const heads = reading.singles.map((forms) => slot(forms, reading.accented, null, terms.heads));
    const found = combined(pairSlots(reading), heads, ranking.scattered, heads);
    // What lacks much would only take the place of a better reading of the same document.
    for (const [doc, cover] of found.cover) if (cover < ranking.wanted) found.score.delete(doc);
    return found;
  }

  /** Places of the tokens whose lone occurrences a reading needs besides its pairs. */
  function lonePlaces(reading) {
    const count = reading.tokens.length;
    if (count < 2) return [];
    const found = firstSlots(reading);
    const all = [...reading.tokens.keys()];
    if (count < 4 && inAll(found, (cover) => cover === 1).length < ranking.enough) return all;
    return all.filter((at) => !found[at - 1]?.cover.size && !(at < count - 1 && found[at].cover.size));
  }

  const slotsOf = ({ accented }, spellings) => spellings.map((forms) => slot(forms, accented));

  /** Sum of the slots times the square of the share of them (of `counted`) that a document has; those without any are
   *  left out. @param {object[]} singles weigh less */
  function combined(slots, singles = [], weight = ranking.single, counted = [...slots, ...singles]) {
    const sum = scoreMap();
    for (const { cover } of counted) for (const [doc, value] of cover) add(sum.cover, doc, value);
    [...slots, ...singles].forEach(({ score }, at) => {
      for (const [doc, value] of score) if (sum.cover.has(doc)) add(sum.score, doc, at < slots.length ? value : weight * value);
    });
    for (const [doc, total] of sum.cover) {
      const cover = total / counted.length;
      sum.cover.set(doc, cover);
      sum.score.set(doc, sum.score.get(doc) * (cover * cover));
    }
    return sum;
  }

  function scoreWay(reading) {
    const lone = lonePlaces(reading);
    // A pair that no document has says nothing beside a token of it.
    const isApart = (slotAt) => slotAt < reading.pairs.length && (lone.includes(slotAt) || lone.includes(slotAt + 1));
    const found = firstSlots(reading).filter(({ cover }, at) => cover.size || !isApart(at));
    return combined(found, slotsOf(reading, lone.map((at) => reading.singles[at])));
  }

  /** Documents that have some near pair for each mistyped token. */
  function scoreMeant(reading) {
    const near = reading.near.map(([, forms]) => {
      const made = scoreMap();
      join(made, terms.any(forms), ranking.near);
      return made;
    });
    const found = combined([...near, ...slotsOf(reading, reading.pairs.slice(near.length))], slotsOf(reading, reading.singles));
    for (const doc of found.score.keys()) if (!near.every(({ score }) => score.has(doc))) found.score.delete(doc);
    return found;
  }

  /** Whether some document lacks little of a clause. */
  const isFound = ({ cover }) => [...cover.values()].some((value) => value >= ranking.wanted);

  /** The best reading for each document; one of them what may have been meant, where tokens look mistyped. */
  function scoreClause(clause) {
    const { readings, must } = clause;
    const best = scoreMap();
    const take = ({ score, cover }, weight = 1) => {
      for (const [doc, full] of score) {
        const value = full * weight;
        if (best.score.get(doc) >= value) continue;
        best.score.set(doc, value);
        best.cover.set(doc, cover.get(doc));
      }
    };
    for (const reading of readings) if (!reading.fallback || !isFound(best)) take(scoreWay(reading), reading.synonym ? ranking.synonym : 1);
    const instead = correctionOf(readings[0], slipsOf(clause), terms);
    if (instead) take(scoreMeant(instead));
    if (isScattered(clause)) take(scoreScattered(readings[0]));
    return { ...best, must, correction: instead };
  }

  function scoreGroup(clauses) {
    const sum = scoreMap();
    for (const { score, cover } of clauses) {
      for (const [doc, value] of score) {
        add(sum.score, doc, value);
        add(sum.cover, doc, cover.get(doc));
      }
    }
    const musts = clauses.filter(({ must }) => must).map(({ must }) => phraseDocuments(must));
    for (const [doc, total] of sum.cover) {
      sum.cover.set(doc, total / clauses.length);
      if (!musts.every((must) => must.has(doc))) sum.score.delete(doc);
    }
    return sum;
  }

  /** Documents that hold the tokens in a row, in one field. @returns {Set<number>} */
  function phraseDocuments({ tokens, accented, field }) {
    const spelt = (term) => (accented ? terms.exact(term) : terms.folded(fold(term)));
    if (tokens.length < 3) {
      const fields = spelt(tokens.join(" "));
      return new Set((field === null ? fields : [fields[field]]).flatMap((found) => [...found.keys()]));
    }
    const found = new Set();
    const [first, ...rest] = pairs(tokens).map((pair) => terms.places(pair, accented));
    for (const [key, starts] of first) {
      if (field !== null && key % 8 !== field) continue;
      const others = rest.map((places) => places.get(key));
      if (!others.every(Boolean)) continue;
      for (const start of starts) {
        if (others.every((places, at) => places.has(start + at + 1))) found.add(Math.floor(key / 8));
      }
    }
    return found;
  }

  const decay = (doc) =>
    ranking.floor + (1 - ranking.floor) * (ranking.half / (ranking.half + (newest - columns.days[doc])));

  /** What the plan finds, before filters: document -> score. Documents that lack much are left out, if others do not.
   *  @returns {{scores: Map<number, number>, days: number[], corrections: object[], scoreOf: (form: string, doc: number) => number}}
   *    `corrections`: of clauses with mistyped tokens, what was searched for besides */
  function hits(plan) {
    const found = new Map();
    const groups = plan.groups.map((clauses) => clauses.map(scoreClause));
    for (const { score, cover } of groups.map(scoreGroup)) {
      for (const [doc, value] of score) if (!(found.get(doc)?.[0] >= value)) found.set(doc, [value, cover.get(doc)]);
    }
    if (!plan.groups.length) for (let doc = 0; doc < documents; doc++) found.set(doc, [0, 1]);
    const complete = [...found].filter(([, [, cover]]) => cover >= ranking.wanted);
    const scores = new Map((complete.length ? complete : [...found]).map(([doc, [score]]) => [doc, score * decay(doc)]));
    for (const phrase of plan.without) for (const doc of phraseDocuments(phrase)) scores.delete(doc);
    return {
      scores,
      days: columns.days,
      corrections: groups.flat().flatMap(({ correction: instead }) => instead ?? []),
      scoreOf: (form, doc) => termScores(terms.exact(form)).get(doc) ?? 0,
    };
  }

  /** Addresses of what a clause needs besides those of the first look: lone tokens, what mistyped ones may mean, and
   *  the words of headlines. */
  function needed(clause) {
    const { readings } = clause;
    const lone = readings.flatMap((reading) => lonePlaces(reading).flatMap((at) => reading.singles[at].map(fold)));
    const slips = slipsOf(clause);
    const near = slips.flatMap((place) => nearGroups(readings[0], place));
    if (near.length) lone.push(...besides(readings[0], slips)[1].flat().map(fold));
    const heads = isScattered(clause) ? readings[0].singles.flat() : [];
    return [...[...lone, ...near].flatMap((term) => terms.paths(term)), ...heads.flatMap((term) => terms.headPaths(fold(term)))];
  }

  return { needed, hits };
}

/** Best first; equals: the later story. @param {[doc: number, score: number][]} hits */
export const byScore = (hits) => hits.sort((one, other) => other[1] - one[1] || other[0] - one[0]);

/** Newest first. @param {[doc: number, score: number][]} hits @param {number[]} days */
export const byDay = (hits, days) => hits.sort((one, other) => days[other[0]] - days[one[0]] || other[0] - one[0]);
