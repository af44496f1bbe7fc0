/** A chart or map as a file, made when a reader asks: an SVG that stands alone, or a PNG of it, with its title, legend,
 *  period, source and address drawn in. Nothing of it is made at the build. */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, MARGIN, LINE, FINE, LETTERS, FINE_LETTERS] = [760, 32, 24, 17, 68, 108];
const PIXELS = 2; // of the PNG for each unit of the SVG
const COPIED = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap"];
COPIED.push("stroke-linejoin", "vector-effect", "paint-order", "font-weight", "opacity");
const [INK, SOFT, PAPER] = ["#1d1a16", "#5b554c", "#ffffff"];

/** @type {CanvasRenderingContext2D | null | undefined} */
let pixel;

/** A colour as every programme reads it: `oklab(…)` becomes `rgb(…)`. @param {string} colour */
function plain(colour) {
  if (!/^(oklab|oklch|color|lab|lch)/.test(colour)) return colour;
  pixel ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  if (!pixel) return colour;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {string} text @param {number} letters */
export function wrapped(text, letters) {
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = `${lines[lines.length - 1]} ${word}`.trim();
    if (line.length > letters && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines.filter(Boolean);
}

/** The drawing with the looks of the light page written into it; no style sheet goes with a file. @param {SVGElement} drawing */
function withLooks(drawing) {
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const scheme = drawing.style.colorScheme;
  drawing.style.colorScheme = "light";
  const from = [drawing, ...drawing.querySelectorAll("*")];
  for (const [place, to] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const looks = getComputedStyle(from[place]);
    if (!/^(title|desc|g|svg)$/.test(to.localName)) {
      for (const name of COPIED) to.setAttribute(name, plain(looks.getPropertyValue(name)));
    }
    if (to.localName === "text") to.setAttribute("font-size", looks.fontSize);
    to.removeAttribute("class");
    to.removeAttribute("id");
  }
  drawing.style.colorScheme = scheme;
  for (const name of ["role", "style", "aria-labelledby", "aria-describedby"]) copy.removeAttribute(name);
  return copy;
}

/** Width and height that the drawing has in the file. @param {SVGElement} drawing */
function sizeOf(drawing) {
  const inner = WIDTH - 2 * MARGIN;
  const box = drawing.getAttribute("viewBox")?.split(/\s+/).map(Number);
  if (!box) return { width: inner, height: Number(drawing.getAttribute("height")) };
  const scale = Math.min(inner / box[2], 900 / box[3]);
  return { width: box[2] * scale, height: box[3] * scale };
}

/** @param {HTMLElement} figure */
const textOf = (figure, selector) => figure.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** The names of the series or classes, in rows. @param {HTMLElement} figure @param {number} top */
function legend(figure, top) {
  const made = [];
  let [left, base] = [MARGIN, top];
  for (const item of figure.querySelectorAll(".chart-legend li")) {
    const name = item.textContent?.trim() ?? "";
    const swatch = item.querySelector("svg");
    const width = 42 + 7.2 * name.length;
    if (left > MARGIN && left + width > WIDTH - MARGIN) [left, base] = [MARGIN, base + LINE];
    const square = swatch instanceof SVGElement ? withLooks(swatch).querySelector("rect") : null;
    if (square) {
      square.setAttribute("x", String(left));
      square.setAttribute("y", String(base - 10));
      made.push(square);
    }
    made.push(element("text", { x: left + 18, y: base, fill: INK }, name));
    left += width;
  }
  return { made, bottom: made.length ? base + LINE : top };
}

/** The title with its unit; `whole` names the dataset where its page has said so above. @param {HTMLElement} figure @param {string} whole */
function titleOf(figure, whole) {
  const shown = /** @type {HTMLElement} */ (figure.querySelector(".figure-title")?.cloneNode(true) ?? figure);
  const unit = textOf(shown, ".unit");
  for (const part of shown.querySelectorAll(".unit, .table-period")) part.remove();
  const own = shown.textContent?.replace(/\s+/g, " ").trim() ?? "";
  return `${whole && !whole.includes(own) ? `${whole}: ` : ""}${own}${unit ? ` (${unit})` : ""}`;
}

/** @param {HTMLElement} figure @param {{ title: string, source: string, period: string }} words */
export function picture(figure, words) {
  const drawing = figure.querySelector("svg.chart, svg.province-map");
  if (!(drawing instanceof SVGElement)) throw new TypeError("the figure has no drawing");
  const root = element("svg", { xmlns: SVG, width: WIDTH, role: "img", "font-family": "Arial, Helvetica, sans-serif", "font-size": 13 });
  const title = titleOf(figure, words.title);
  root.append(element("title", {}, title), element("desc", {}, textOf(drawing, "desc")));
  const ground = element("rect", { width: WIDTH, fill: PAPER });
  root.append(ground);
  let y = MARGIN + 12;
  for (const line of wrapped(title, LETTERS)) {
    root.append(element("text", { x: MARGIN, y, fill: INK, "font-size": 18, "font-weight": 700 }, line));
    y += LINE;
  }
  const names = legend(figure, y);
  root.append(...names.made);
  const { width, height } = sizeOf(drawing);
  const copy = withLooks(drawing);
  for (const [key, value] of Object.entries({ x: MARGIN, y: names.bottom, width, height, overflow: "visible" })) {
    copy.setAttribute(key, String(value));
  }
  root.append(copy);
  y = names.bottom + height + 30;
  const address = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? location.href.split("#")[0];
  const told = [textOf(figure, ".chart-remark"), textOf(figure, ".map-remark"), words.period || textOf(figure, ".figure-title .table-period"), words.source, textOf(figure, ".map-credit"), address];
  for (const line of told.flatMap((text) => wrapped(text, FINE_LETTERS))) {
    root.append(element("text", { x: MARGIN, y, fill: SOFT, "font-size": 12 }, line));
    y += FINE;
  }
  const whole = Math.round(y + MARGIN - FINE);
  root.setAttribute("height", String(whole));
  root.setAttribute("viewBox", `0 0 ${WIDTH} ${whole}`);
  ground.setAttribute("height", String(whole));
  return new XMLSerializer().serializeToString(root);
}

/** @param {string} svg */
async function png(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * PIXELS, image.height * PIXELS];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} figure */
function attach(figure) {
  const words = JSON.parse(figure.dataset.picture ?? "{}");
  const line = document.createElement("p");
  line.className = "chart-files";
  line.append(`${words.save} `);
  for (const kind of ["SVG", "PNG"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind;
    button.setAttribute("aria-label", `${words.save} ${kind}: ${textOf(figure, ".figure-title")}`);
    button.addEventListener("click", async () => {
      const svg = picture(figure, words);
      const blob = kind === "SVG" ? new Blob([svg], { type: "image/svg+xml" }) : await png(svg);
      if (blob) save(blob, `${figure.dataset.pictureName || "bieu-do"}.${kind.toLowerCase()}`);
    });
    line.append(button, " ");
  }
  (figure.querySelector("figcaption") ?? figure).append(line);
}

for (const figure of document.querySelectorAll("figure[data-picture]")) if (figure instanceof HTMLElement) attach(figure);
