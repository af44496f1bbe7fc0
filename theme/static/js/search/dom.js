/** Elements made from plain values. Text stays text: nothing here reads markup. */

/** @param {string} tag @param {Record<string, unknown>} attributes `null`, `undefined` and `false` leave one out
 *  @param {...(Node | string)} children @returns {HTMLElement} */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** `text` with `ranges` of it in `<mark>`. @param {string} text @param {[number, number][]} ranges in order, disjoint
 *  @returns {(Node | string)[]} */
export function marked(text, ranges) {
  const parts = [];
  let done = 0;
  for (const [start, end] of ranges) {
    if (start > done) parts.push(text.slice(done, start));
    parts.push(element("mark", {}, text.slice(start, end)));
    done = end;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

/** `"{count} kết quả"` with its values put in. @param {string} text @param {Record<string, unknown>} values */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
