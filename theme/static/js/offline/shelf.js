/** Copies of pages and files in the browser's own store: the newest, and never more than a number. */

const SAVED = "x-toasoan-saved";

/** @typedef {{ path: string, html: string, saved: number }} Copy */

export class Shelf {
  /**
   * @param {string} name of the store, which belongs to this site alone
   * @param {number} most copies; the oldest go first
   */
  constructor(name, most = Infinity) {
    this.name = name;
    this.most = most;
  }

  open() {
    return caches.open(this.name);
  }

  /** @param {string | Request} file */
  async file(file) {
    return (await this.open()).match(file, { ignoreVary: true });
  }

  /** @param {string | Request} file @param {Response} answer */
  async put(file, answer) {
    const store = await this.open();
    // Taken out first: stores list what they hold in the order in which it came.
    await store.delete(file, { ignoreVary: true });
    await store.put(file, answer);
    const held = await store.keys();
    await Promise.all(held.slice(0, Math.max(0, held.length - this.most)).map((old) => store.delete(old)));
  }

  /** @param {string} path @param {string} text @param {string} type MIME type */
  putText(path, text, type = "text/html; charset=utf-8") {
    return this.put(path, new Response(text, { headers: { "content-type": type, [SAVED]: String(Date.now()) } }));
  }

  /** @param {string} path @returns {Promise<Copy | undefined>} */
  async copy(path) {
    const answer = await this.file(path);
    return answer && { path, html: await answer.text(), saved: Number(answer.headers.get(SAVED)) };
  }

  /** Newest first. @returns {Promise<Copy[]>} */
  async copies() {
    const paths = (await (await this.open()).keys()).map((held) => new URL(held.url).pathname);
    const copies = await Promise.all(paths.map((path) => this.copy(path)));
    return copies.flatMap((copy) => copy ?? []).sort((one, other) => other.saved - one.saved);
  }

  /** @param {string} path */
  async remove(path) {
    await (await this.open()).delete(path);
  }
}
