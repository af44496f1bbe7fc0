/** What the search page shows, and its address: `/tim-kiem/?q=…&muc=…&tu=…&den=…&xep=moi&trang=2`. Pure. */

/** Facet -> its name in the address. Several values of one facet widen the search, facets narrow each other. */
export const FACETS = { section: "muc", kind: "loai", province: "tinh", author: "tac-gia", law: "van-ban", year: "nam" };
export const LONGEST_TEXT = 1000;

/**
 * @typedef {{text: string, filters: Record<string, string[]>, from: string, to: string,
 *   sort: "relevance" | "newest", page: number}} State  Dates are `yyyy-mm-dd` or empty; pages count from 1.
 */

const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text)) ? text : "");

/** @param {string} search the query part of an address; anything in it that makes no sense is left out
 *  @returns {State} */
export function parseState(search) {
  const given = new URLSearchParams(search);
  const filters = {};
  for (const [facet, name] of Object.entries(FACETS)) {
    const values = [...new Set(given.getAll(name))].filter((value) => value && value.length < 100).slice(0, 50);
    if (values.length) filters[facet] = values;
  }
  return {
    text: (given.get("q") ?? "").slice(0, LONGEST_TEXT),
    filters,
    from: day(given.get("tu")),
    to: day(given.get("den")),
    sort: given.get("xep") === "moi" ? "newest" : "relevance",
    page: Math.min(Math.max(Number.parseInt(given.get("trang"), 10) || 1, 1), 1e6),
  };
}

/** @param {State} state @returns {string} the shortest address of `state`: `?…`, or `?` for the empty one */
export function addressOf(state) {
  const address = new URLSearchParams();
  const put = (name, value) => value && address.append(name, value);
  put("q", state.text.trim());
  for (const [facet, name] of Object.entries(FACETS)) {
    for (const value of state.filters[facet] ?? []) put(name, value);
  }
  put("tu", state.from);
  put("den", state.to);
  put("xep", state.sort === "newest" && "moi");
  put("trang", state.page > 1 && String(state.page));
  return `?${address}`;
}

/** Whether there is anything to search for. @param {State} state */
export const isEmpty = (state) =>
  !state.text.trim() && !state.from && !state.to && !Object.keys(state.filters).length;

/** `state` with `value` of `facet` chosen, or no longer chosen; back on the first page. @returns {State} */
export function toggled(state, facet, value) {
  const chosen = state.filters[facet] ?? [];
  const { [facet]: _, ...others } = state.filters;
  const kept = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return { ...state, page: 1, filters: kept.length ? { ...others, [facet]: kept } : others };
}
