/** Where terms occur: the shards of all segments that a query needs, and sums over the spellings of a term. */

import { fold } from "./analysis.js";
import { crc32, decodeRecords, decodeShard, eachPlace, eachPosting, groupOf, hex } from "./index.js";

/** @typedef {Map<number, number>[]} Occurrences by field: document -> how often. Empty maps where it does not occur. */

// Pair shards whose positions share a file.
const PLACES_SHARDS = 4;
const kindOf = (folded) => (folded.includes(" ") ? "p" : "s");

/** @param {{terms: object[]}} manifest @param {ReturnType<import("./index.js").fileStore>} files */
export function termStore(manifest, files) {
  const known = new Map();

  /** The shard of a term, given folded: its number, and where it and its positions are. */
  function shardOf(segment, folded, kind = kindOf(folded)) {
    const hash = crc32(groupOf(folded));
    const bits = segment[kind];
    const part = hash % bits.length;
    const number = Math.floor(hash / bits.length) % 2 ** bits[part];
    const file = (kind, number) => `${segment.parts[part]}/${kind}/${hex(number)}.bin`;
    return { number, path: file(kind, number), places: file("o", Math.floor(number / PLACES_SHARDS)) };
  }
  /** Addresses that answer for terms (given folded), their positions as well if asked. */
  const paths = (folded, withPlaces) => manifest.terms.flatMap((segment) => {
    const { path, places } = shardOf(segment, folded);
    return withPlaces ? [path, places] : path;
  });
  /** Addresses that tell in which headlines and leads single tokens (given folded) stand. */
  const headPaths = (folded) => manifest.terms.map((segment) => shardOf(segment, folded, "h").path);
  const decoderOf = (path) => (path.includes("/o/") ? decodeRecords : decodeShard);

  /** Load what answers for these terms. @param {Iterable<string>} needed addresses from `paths` @param {AbortSignal} signal */
  const load = (needed, signal) =>
    Promise.all([...new Set(needed)].map((path) => files.load(path, signal, decoderOf(path))));

  /** Entries of one folded form that pass `test`, each with its segment. */
  const entries = (folded, test) => manifest.terms.flatMap((segment) => {
    const shard = files.atHand(shardOf(segment, folded, test.kind).path);
    return (test.prefix ? shard.list.filter((entry) => entry.folded.startsWith(folded)) : shard.folded.get(folded) ?? [])
      .filter((entry) => !test.term || entry.term === test.term)
      .map((entry) => [segment, entry]);
  });

  function occurrences(key, found) {
    if (!known.has(key)) {
      const fields = Array.from({ length: 6 }, () => new Map());
      for (const [segment, entry] of found()) {
        eachPosting(entry.postings, (local, field, times) => {
          const doc = segment.first + local;
          fields[field].set(doc, (fields[field].get(doc) ?? 0) + times);
        });
      }
      known.set(key, fields);
    }
    return known.get(key);
  }

  const any = (forms) => occurrences(forms.join("|"), () => forms.flatMap((term) => entries(fold(term), { term })));

  /** Where a phrase's pair stands: for document·8 + field the set of positions. */
  function places(term, accented) {
    const found = new Map();
    const folded = fold(term);
    for (const [segment, entry] of entries(folded, accented ? { term } : {})) {
      const { number, places } = shardOf(segment, folded);
      const records = decodeRecords(files.atHand(places)[number % PLACES_SHARDS]);
      eachPlace(entry.postings, records[entry.number], (local, field, place) => {
        const key = (segment.first + local) * 8 + field;
        if (!found.has(key)) found.set(key, new Set());
        found.get(key).add(place);
      });
    }
    return found;
  }

  /** The same occurrences, in headlines and leads only. */
  const heads = {
    exact: (term) => occurrences(`^${term}`, () => entries(fold(term), { term, kind: "h" })),
    folded: (folded) => occurrences(`^~${folded}`, () => entries(folded, { kind: "h" })),
  };

  return {
    paths,
    headPaths,
    heads,
    load,
    places,
    /** @returns {Occurrences} of exactly this spelling */
    exact: (term) => any([term]),
    /** of every spelling with this folded form */
    folded: (folded) => occurrences(`~${folded}`, () => entries(folded, {})),
    /** of every term whose folded form begins so */
    prefix: (folded) => occurrences(`*${folded}`, () => entries(folded, { prefix: true })),
    /** of any of these spellings */
    any,
    /** Entries of the pair group of `folded`, of all segments: what completions and corrections choose from. */
    group: (folded) => manifest.terms.flatMap((segment) => files.atHand(shardOf(segment, folded).path).list),
  };
}
