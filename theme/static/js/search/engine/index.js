/** The exported index: fetch its files, inflate and decode them. plugins/site_search/export/FORMAT.md is the contract. */

import { fold } from "./analysis.js";

const VERSION = 2;
const FIELDS = 6;
const utf8 = new TextDecoder();

export class IndexError extends Error {}

/** Whole files through a writer: several times faster than pipes for many small ones. */
async function inflated(response) {
  const packed = await response.arrayBuffer();
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const [bytes] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(packed), writer.close()]);
  return new Uint8Array(bytes);
}

/** Files by address, each fetched once. A fetch is given up when everyone who waits for it has given up.
 *  @param {URL} base */
function fileStore(base) {
  const files = new Map();

  async function get(path, signal, options) {
    const response = await fetch(new URL(path, base), { signal, ...options });
    if (!response.ok) throw new IndexError(`${response.status} ${path}`);
    return path.endsWith(".json") ? response.json() : inflated(response);
  }

  /** @param {string} path @param {AbortSignal} [signal] @param {(bytes: Uint8Array) => unknown} [decode] */
  function load(path, signal, decode = (content) => content, options = {}) {
    let file = files.get(path);
    if (!file) {
      const control = new AbortController();
      const forget = () => files.get(path) === file && files.delete(path);
      file = { waiting: 0, giveUp: () => !file.value && forget() && control.abort() };
      files.set(path, file);
      file.promise = get(path, control.signal, options).then((content) => (file.value = decode(content)));
      file.promise.catch(forget);
    }
    file.waiting++;
    signal?.addEventListener("abort", () => --file.waiting || file.giveUp());
    return file.promise;
  }

  return { load, atHand: (path) => files.get(path)?.value };
}

/** @param {URL} base folder of the index @param {RequestInit} [options] of the manifest's request */
export async function openFiles(base, options) {
  const files = fileStore(base);
  const manifest = await files.load("manifest.json", undefined, undefined, options);
  if (manifest.version !== VERSION) throw new IndexError(`version ${manifest.version}`);
  return { manifest, files };
}

export const hex = (number) => number.toString(16);

/** Reads numbers from bytes. */
class Cursor {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  varint() {
    let number = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new IndexError("unexpected end");
      number += (byte & 127) * shift;
      if (byte < 128) return number;
    }
  }

  /** The next `length` bytes. */
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

export const json = (bytes) => JSON.parse(utf8.decode(bytes));

/** A term shard: entries in order, and by folded form.
 *  @returns {{list: Entry[], folded: Map<string, Entry[]>}}
 *  @typedef {{term: string, folded: string, number: number, postings: Uint8Array}} Entry */
export function decodeShard(bytes) {
  const cursor = new Cursor(bytes);
  const shard = { list: [], folded: new Map() };
  let term = "";
  while (cursor.at < bytes.length) {
    const shared = cursor.varint();
    term = term.slice(0, shared) + utf8.decode(cursor.take(cursor.varint()));
    const entry = { term, folded: fold(term), number: shard.list.length, postings: cursor.take(cursor.varint()) };
    shard.list.push(entry);
    if (!shard.folded.has(entry.folded)) shard.folded.set(entry.folded, []);
    shard.folded.get(entry.folded).push(entry);
  }
  return shard;
}

/** Every (local number, field, occurrences) of `postings`, in order. @param {Uint8Array} postings */
export function eachPosting(postings, visit) {
  const cursor = new Cursor(postings);
  let local = -1;
  while (cursor.at < postings.length) {
    const head = cursor.varint();
    local += Math.floor(head / 2) + 1;
    if (head % 2) {
      visit(local, 2, 1);
      continue;
    }
    const mask = postings[cursor.at++];
    for (let field = 0; field < FIELDS; field++) if (mask & (1 << field)) visit(local, field, cursor.varint());
  }
}

/** What follows its own length, one after another: shards of positions, and the records of one of them. */
export function decodeRecords(bytes) {
  const cursor = new Cursor(bytes);
  const records = [];
  while (cursor.at < bytes.length) records.push(cursor.take(cursor.varint()));
  return records;
}

/** Every (local number, field, position) of an entry and its record, in order. */
export function eachPlace(postings, record, visit) {
  const cursor = new Cursor(record);
  eachPosting(postings, (local, field, occurrences) => {
    let place = -1;
    while (occurrences--) visit(local, field, (place += cursor.varint() + 1));
  });
}

/** Days and lengths of a segment. @param {number[]} table what a length byte stands for @returns {{days: number[], lengths: number[][]}} */
export function decodeColumns(bytes, documents, table) {
  const cursor = new Cursor(bytes);
  let day = 0;
  const days = Array.from({ length: documents }, () => {
    const zigzag = cursor.varint();
    return (day += zigzag % 2 ? -(zigzag + 1) / 2 : zigzag / 2);
  });
  const lengths = [0, 1, 2].map(() => Array.from(cursor.take(documents), (byte) => table[byte]));
  return { days, lengths };
}

/** Values of a facet by document. @param {boolean} listed several values for each @returns {string[][]} */
export function decodeFacet(bytes, documents, listed) {
  const cursor = new Cursor(bytes);
  const values = json(cursor.take(cursor.varint()));
  return Array.from({ length: documents }, () => {
    const number = cursor.varint();
    if (listed) return Array.from({ length: number }, () => values[cursor.varint()]);
    return number ? [values[number - 1]] : [];
  });
}

/** CRC-32 as zlib has it, of the UTF-8 bytes of `text`. */
export function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The group that a term is filed under. @param {string} folded a token, a code or a pair */
export function groupOf(folded) {
  const blank = folded.indexOf(" ");
  return blank < 0 ? folded : folded.slice(0, blank + 3);
}
