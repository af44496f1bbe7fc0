/** Scores and order of documents for a plan, as plugins/site_search/QUERY.md, "Execution", defines them. Pure. */

import { fold, pairs } from "./analysis.js";

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

  const slots = new Map();
  function firstSlots(way) {
    if (!slots.has(way)) {
      const forms = way.pairs.length ? way.pairs : way.singles;
      const last = forms.length - 1;
      slots.set(way, [
        ...forms.map((spelt, at) => slot(spelt, way.accented, at === last && way.prefix)),
        ...way.codes.map((code) => slot([code], way.accented)),
      ]);
    }
    return slots.get(way);
  }

  /** Places of the tokens whose lone occurrences a way needs besides its pairs. */
  function lonePlaces(way) {
    const count = way.tokens.length;
    if (count < 2) return [];
    const found = firstSlots(way);
    const all = [...way.tokens.keys()];
    const complete = [...found[0].cover.keys()].filter((doc) => found.every(({ cover }) => cover.get(doc) === 1));
    if (count < 4 && complete.length < ranking.enough) return all;
    return all.filter((at) => !found[at - 1]?.cover.size && !(at < count - 1 && found[at].cover.size));
  }

  function scoreWay(way) {
    const found = firstSlots(way);
    const lone = lonePlaces(way);
    const sum = scoreMap();
    const join = ({ score, cover }, factor) => {
      for (const [doc, value] of score) add(sum.score, doc, factor * value);
      for (const [doc, value] of cover) add(sum.cover, doc, value);
    };
    for (const one of found) join(one, 1);
    for (const at of lone) join(slot(way.singles[at], way.accented), ranking.single);
    for (const [doc, total] of sum.cover) {
      const cover = total / (found.length + lone.length);
      sum.cover.set(doc, cover);
      sum.score.set(doc, sum.score.get(doc) * (cover * cover));
    }
    return sum;
  }

  /** Whether some document lacks little of a clause. */
  const isFound = ({ cover }) => [...cover.values()].some((value) => value >= ranking.wanted);

  /** The best way for each document. */
  function scoreClause({ ways, must }) {
    const best = scoreMap();
    for (const way of ways) {
      if (way.fallback && isFound(best)) continue;
      const { score, cover } = scoreWay(way);
      for (const [doc, value] of score) {
        if (best.score.get(doc) >= value) continue;
        best.score.set(doc, value);
        best.cover.set(doc, cover.get(doc));
      }
    }
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
   *  @returns {{scores: Map<number, number>, complete: boolean, days: number[]}} `complete`: some document lacks little */
  function hits(plan) {
    const found = new Map();
    for (const { score, cover } of plan.groups.map((clauses) => scoreGroup(clauses.map(scoreClause)))) {
      for (const [doc, value] of score) if (!(found.get(doc)?.[0] >= value)) found.set(doc, [value, cover.get(doc)]);
    }
    if (!plan.groups.length) for (let doc = 0; doc < documents; doc++) found.set(doc, [0, 1]);
    const complete = [...found].filter(([, [, cover]]) => cover >= ranking.wanted);
    const scores = new Map((complete.length ? complete : [...found]).map(([doc, [score]]) => [doc, score * decay(doc)]));
    for (const phrase of plan.without) for (const doc of phraseDocuments(phrase)) scores.delete(doc);
    return { scores, complete: complete.length > 0, days: columns.days };
  }

  /** Tokens, in all their spellings, whose lone occurrences the way needs besides its pairs. */
  const needed = (way) => lonePlaces(way).flatMap((at) => way.singles[at]);

  return { needed, isFound: ({ ways }) => isFound(scoreClause({ ways: ways.filter((way) => !way.fallback) })), hits };
}

/** Best first; equals: the later story. @param {[doc: number, score: number][]} hits */
export const byScore = (hits) => hits.sort((one, other) => other[1] - one[1] || other[0] - one[0]);

/** Newest first. @param {[doc: number, score: number][]} hits @param {number[]} days */
export const byDay = (hits, days) => hits.sort((one, other) => days[other[0]] - days[one[0]] || other[0] - one[0]);
