/** Where terms occur: the shards of all segments that a query needs, and sums over the spellings of a term. */

import { fold } from "./analysis.js";
import { crc32, decodePlaces, decodeShard, eachPlace, eachPosting, groupOf } from "./index.js";

/** @typedef {Map<number, number>[]} Occurrences by field: document -> how often. Empty maps where it does not occur. */

const kindOf = (term) => (term.includes(" ") ? "p" : "s");

/** @param {{segments: object[]}} manifest @param {ReturnType<import("./index.js").fileStore>} files */
export function termStore(manifest, files) {
  const known = new Map();

  const pathOf = (segment, kind, folded) => {
    const bits = kind === "s" ? segment.singles : segment.pairs;
    const shard = (crc32(groupOf(folded)) & (2 ** bits - 1)) >>> 0;
    return `${segment.path}/${kind}/${shard.toString(16)}.bin`;
  };
  /** Addresses that answer for terms (given folded), their positions as well if asked. */
  const paths = (folded, { places = false } = {}) => manifest.segments.flatMap((segment) => {
    const kind = kindOf(folded);
    return (places && kind === "p" ? [kind, "o"] : [kind]).map((one) => pathOf(segment, one, folded));
  });
  const decoderOf = (path) => (path.includes("/o/") ? decodePlaces : decodeShard);

  /** Load what answers for these terms. @param {Iterable<string>} needed addresses from `paths` @param {AbortSignal} signal */
  const load = (needed, signal) =>
    Promise.all([...new Set(needed)].map((path) => files.load(path, signal, decoderOf(path))));

  /** Entries of one folded form that pass `test`: [first document of their segment, entry, address of their shard]. */
  const entries = (folded, test) => manifest.segments.flatMap((segment) => {
    const path = pathOf(segment, kindOf(folded), folded);
    const shard = files.atHand(path);
    return (test.prefix ? shard.list.filter((entry) => entry.folded.startsWith(folded)) : shard.folded.get(folded) ?? [])
      .filter((entry) => !test.term || entry.term === test.term)
      .map((entry) => [segment.first, entry, path]);
  });

  function occurrences(key, found) {
    if (!known.has(key)) {
      const fields = Array.from({ length: 6 }, () => new Map());
      for (const [first, entry] of found()) {
        eachPosting(entry.postings, (local, field, times) => {
          const doc = first + local;
          fields[field].set(doc, (fields[field].get(doc) ?? 0) + times);
        });
      }
      known.set(key, fields);
    }
    return known.get(key);
  }

  /** Where a phrase's pair stands: for document·8 + field the set of positions. */
  function places(term, accented) {
    const found = new Map();
    for (const [first, entry, path] of entries(fold(term), accented ? { term } : {})) {
      const record = files.atHand(path.replace("/p/", "/o/"))[entry.number];
      eachPlace(entry.postings, record, (local, field, place) => {
        const key = (first + local) * 8 + field;
        if (!found.has(key)) found.set(key, new Set());
        found.get(key).add(place);
      });
    }
    return found;
  }

  return {
    paths,
    load,
    places,
    /** @returns {Occurrences} of exactly this spelling */
    exact: (term) => occurrences(`=${term}`, () => entries(fold(term), { term })),
    /** of every spelling with this folded form */
    folded: (folded) => occurrences(`~${folded}`, () => entries(folded, {})),
    /** of every term whose folded form begins so */
    prefix: (folded) => occurrences(`*${folded}`, () => entries(folded, { prefix: true })),
    /** Entries of the pair group of `folded`, of all segments: what completions and corrections choose from. */
    group: (folded) => manifest.segments.flatMap((segment) => files.atHand(pathOf(segment, "p", folded)).list),
  };
}
