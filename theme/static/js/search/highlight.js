/** Words that a reader searched for, marked on the page found: `…-post1.html#tim=thi hành án,yên bái`. */

import { pairs, sentences, visible } from "./engine/analysis.js";
import { marked } from "./dom.js";
import { marker } from "./engine/marks.js";

const LONGEST = 400;
const BLOCKS = "h1, h2, h3, p, li, td, th, caption, figcaption, dt, dd";

/** Marks stand in whole blocks, so that a phrase is found across links and emphasis.
 *  @param {Element} root @param {string[]} runs words in a row, as the search understood them */
export function highlight(root, runs) {
  const spelt = (terms) => terms.map((term) => [term]);
  const marks = marker(runs.flatMap(sentences).map(({ tokens }) =>
    ({ accented: true, pairs: spelt(pairs(tokens)), singles: spelt(tokens) })));
  let first;
  for (const block of root.querySelectorAll(BLOCKS)) {
    if (block.querySelector(BLOCKS)) continue;
    const nodes = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const whole = nodes.map((node) => node.data).join("");
    // Soft hyphens and the like would shift the places.
    const ranges = whole === visible(whole) ? marks(whole) : [];
    let start = 0;
    for (const node of nodes) {
      const { length } = node.data;
      const inNode = ranges.map(([from, to]) => [Math.max(from - start, 0), Math.min(to - start, length)])
        .filter(([from, to]) => from < to);
      start += length;
      if (!inNode.length) continue;
      const parts = marked(node.data, inNode);
      first ??= parts.find((part) => part instanceof Element);
      node.replaceWith(...parts);
    }
  }
  return first;
}

const asked = /^#tim=(.*)$/s.exec(location.hash)?.[1];
const story = document.querySelector("main .article");
if (asked && story) {
  // Of the address only the story is left: what is copied or shared from here carries no search.
  history.replaceState(history.state, "", location.pathname + location.search);
  const text = new URLSearchParams(`q=${asked}`).get("q");
  highlight(story, text.slice(0, LONGEST).split(","))?.scrollIntoView({ block: "center" });
}
