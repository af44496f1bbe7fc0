/** Facets: every value is a link to the search with that value chosen, so it can be opened, shared and gone back from. */

import { element, filled } from "./dom.js";
import { number } from "./view.js";
import { addressOf, FACETS, toggled } from "./engine/state.js";

// Values of a facet before "more".
const SHOWN = 8;

/**
 * @param {import("./engine/state.js").State} state
 * @param {Record<string, [slug: string, count: number][]>} counts most frequent first
 * @param {(facet: string, slug: string) => string} names
 * @param {Record<string, string>} words headings by facet, and `more`
 * @returns {Node[]} one group per facet that can still narrow the search or is chosen
 */
export function facetGroups(state, counts, names, words) {
  return Object.keys(FACETS).flatMap((facet) => {
    const chosen = state.filters[facet] ?? [];
    const counted = counts[facet] ?? [];
    const missing = chosen.filter((slug) => !counted.some(([one]) => one === slug)).map((slug) => [slug, 0]);
    const values = [...missing, ...counted];
    if (!chosen.length && values.length < 2) return [];
    const links = values.map(([slug, count]) =>
      element("li", {}, element("a", {
        href: addressOf(toggled(state, facet, slug)),
        "aria-current": chosen.includes(slug) && "true",
        rel: "nofollow",
      }, names(facet, slug), " ", element("span", { class: "search-count" }, number(count)))));
    const rest = links.splice(Math.max(SHOWN, chosen.length));
    const heading = element("h3", { id: `loc-${facet}` }, words[facet]);
    const group = element("div", { class: "search-facet", role: "group", "aria-labelledby": heading.id }, heading,
      element("ul", {}, ...links));
    if (rest.length) {
      group.append(element("details", {}, element("summary", {}, filled(words.more, { count: number(rest.length) })),
        element("ul", {}, ...rest)));
    }
    return [group];
  });
}
