/** Scores and order of documents for a plan, as plugins/site_search/QUERY.md, "Execution", defines them. Pure. */

import { fold } from "./analysis.js";

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

  function slot(forms, accented, prefix) {
    const made = scoreMap();
    const join = (occurrences, weight) => {
      for (const [doc, score] of termScores(occurrences)) {
        add(made.score, doc, weight * score);
        made.cover.set(doc, Math.max(made.cover.get(doc) ?? 0, weight));
      }
    };
    const weigh = (index) => (index ? ranking.other : 1);
    if (accented) forms.forEach((form, index) => join(terms.exact(form), weigh(index)));
    const keys = [...new Set(forms.map(fold))];
    keys.forEach((key, index) => join(terms.folded(key), weigh(index) * (accented ? ranking.folded : 1)));
    if (prefix) join(terms.prefix(prefix), ranking.prefix);
    return made;
  }

  const firstSlots = (way) =>
    way.tokens.length === 1 ? [slot(way.singles[0], way.accented)] : [
      ...way.pairs.map((forms, at) => slot(forms, way.accented, at === way.pairs.length - 1 && way.prefix)),
      ...way.codes.map((code) => slot([code], true)),
    ];

  /** Places of the tokens whose lone occurrences the way needs besides its pairs. */
  function needed(way) {
    if (way.tokens.length < 2) return [];
    const slots = firstSlots(way);
    const all = way.tokens.map((_, at) => at);
    if (way.tokens.length <= 3) {
      let complete = 0;
      for (const doc of slots[0].cover.keys()) if (slots.every(({ cover }) => cover.get(doc) === 1)) complete++;
      if (complete < ranking.enough) return all;
    }
    return all.filter((at) => !slots[at - 1]?.cover.size && !(at < way.pairs.length && slots[at].cover.size));
  }

  function scoreWay(way, singles) {
    const slots = firstSlots(way);
    const sum = scoreMap();
    const count = slots.length + singles.length;
    const join = ({ score, cover }, factor) => {
      for (const [doc, value] of score) add(sum.score, doc, factor * value);
      for (const [doc, value] of cover) add(sum.cover, doc, value);
    };
    for (const one of slots) join(one, 1);
    for (const at of singles) join(slot(way.singles[at], way.accented), ranking.single);
    for (const [doc, total] of sum.cover) {
      const cover = total / count;
      sum.cover.set(doc, cover);
      sum.score.set(doc, sum.score.get(doc) * (cover * cover));
    }
    return sum;
  }

  /** The best way for each document. @param {{ways: object[]}} clause @param {number[][]} singles by way */
  function scoreClause({ ways, must }, singles) {
    const best = scoreMap();
    ways.forEach((way, index) => {
      const { score, cover } = scoreWay(way, singles[index]);
      for (const [doc, value] of score) {
        if (best.score.has(doc) && best.score.get(doc) >= value) continue;
        best.score.set(doc, value);
        best.cover.set(doc, cover.get(doc));
      }
    });
    return { ...best, must };
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

  /** Documents that hold the tokens in a row, in one field. @returns {Set<number> | Map<number, unknown>} */
  function phraseDocuments({ tokens, accented, field }) {
    const spelt = (term) => (accented ? terms.exact(term) : terms.folded(fold(term)));
    const pairs = tokens.slice(1).map((second, at) => `${tokens[at]} ${second}`);
    if (pairs.length < 2) {
      const fields = spelt(pairs[0] ?? tokens[0]);
      return new Set((field === null ? fields : [fields[field]]).flatMap((found) => [...found.keys()]));
    }
    const found = new Set();
    const [first, ...rest] = pairs.map((pair) => terms.places(pair, accented));
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

  /** Every document that the plan finds, before filters: document -> [score, cover].
   *  @param {number[][][][]} singles by group, clause and way: what `needed` said */
  function hits(plan, singles) {
    const found = new Map();
    plan.groups.forEach((clauses, group) => {
      const { score, cover } = scoreGroup(clauses.map((clause, at) => scoreClause(clause, singles[group][at])));
      for (const [doc, value] of score) {
        if (!found.has(doc) || found.get(doc)[0] < value) found.set(doc, [value, cover.get(doc)]);
      }
    });
    if (!plan.groups.length) for (let doc = 0; doc < documents; doc++) found.set(doc, [0, 1]);
    for (const phrase of plan.without) for (const doc of phraseDocuments(phrase).keys()) found.delete(doc);
    return found;
  }

  const decay = (doc) =>
    ranking.floor + (1 - ranking.floor) * (ranking.half / (ranking.half + (newest - columns.days[doc])));

  return { needed, hits, finalScore: (doc, score) => score * decay(doc) };
}

/** Best first; equals: the later story. @param {[doc: number, score: number][]} hits */
export const byScore = (hits) => hits.sort((one, other) => other[1] - one[1] || other[0] - one[0]);

/** Newest first. @param {[doc: number, score: number][]} hits @param {number[]} days */
export const byDay = (hits, days) => hits.sort((one, other) => days[other[0]] - days[one[0]] || other[0] - one[0]);
