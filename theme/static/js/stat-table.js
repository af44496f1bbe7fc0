/** Sorting and filtering of statistical tables. Without it a table stands complete, in the editor's order. */

/** Made when a reader first sorts: pages of tables would else wait for it. @type {Intl.Collator | undefined} */
let vietnamese;
const inOrder = (a, b) => (vietnamese ??= new Intl.Collator("vi", { numeric: true })).compare(a, b);

/** Text without case and diacritics: `Đắk Lắk` is found by `dak lak`. @param {string} text */
export const folded = (text) =>
  text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/**
 * Compare two cells; a cell without a figure comes last whatever the direction.
 * @param {HTMLElement} left @param {HTMLElement} right @param {string} kind @param {number} sign
 */
export function compared(left, right, kind, sign) {
  if (kind === "text" && left.dataset.v === undefined) {
    return sign * inOrder(left.textContent, right.textContent);
  }
  const [a, b] = [left.dataset.v, right.dataset.v];
  if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
  return sign * (kind === "number" ? Number(a) - Number(b) : inOrder(a, b));
}

/** Rows that take part; group heads and subtotals keep their places. @param {HTMLTableSectionElement} body */
const movable = (body) => [...body.rows].filter((row) => !row.matches(".group-head, .subtotal"));

class StatTable {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.table = table;
    this.words = JSON.parse(table.dataset.statTable);
    this.bodies = [...table.tBodies].map((body) => {
      const rows = movable(body);
      return { body, rows, after: rows.at(-1)?.nextElementSibling ?? null };
    });
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    const region = table.closest(".table-scroll");
    region.after(this.status);
    for (const head of table.querySelectorAll("thead th[data-sort]")) this.addButton(head);
    if (this.words.filter) region.before(this.filterBox());
  }

  /** @param {HTMLTableCellElement} head */
  addButton(head) {
    const label = head.querySelector(".head-label");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = label.textContent;
    button.addEventListener("click", () => this.sort(head, button.textContent));
    label.replaceChildren(button);
  }

  /** Numbers fall first, words rise first; the third press restores the order. */
  sort(head, name) {
    const directions = head.dataset.sort === "number" ? ["descending", "ascending"] : ["ascending", "descending"];
    const direction = directions[directions.indexOf(head.getAttribute("aria-sort")) + 1] ?? "original";
    for (const other of this.table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    if (direction !== "original") head.setAttribute("aria-sort", direction);
    const sign = { ascending: 1, descending: -1 }[direction];
    for (const { body, rows, after } of this.bodies) {
      const cell = (row) => row.cells[Number(head.dataset.col)];
      const ordered = sign ? [...rows].sort((a, b) => compared(cell(a), cell(b), head.dataset.sort, sign)) : rows;
      for (const row of ordered) body.insertBefore(row, after);
    }
    this.status.textContent = this.words[direction].replace("{column}", name);
  }

  filterBox() {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.className = "table-filter";
    input.type = "search";
    label.append(this.words.filter, " ", input);
    input.addEventListener("input", () => this.filter(folded(input.value.trim())));
    return label;
  }

  /** @param {string} wanted */
  filter(wanted) {
    let count = 0;
    for (const { body, rows } of this.bodies) {
      for (const row of rows) row.hidden = !folded(row.textContent).includes(wanted);
      const shown = rows.filter((row) => !row.hidden).length;
      for (const row of body.rows) if (!rows.includes(row)) row.hidden = shown === 0;
      count += shown;
    }
    this.status.textContent = this.words.found.replace("{count}", String(count));
  }
}

for (const table of document.querySelectorAll("table[data-stat-table]")) new StatTable(table);
