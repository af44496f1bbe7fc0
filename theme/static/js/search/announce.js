/** Says the result count to screen readers, politely: one short sentence, after a pause, never the list. */

// ms; an announcement during typing would be cut off by the echo of the keys.
const PAUSE = 700;

/** Two live regions take turns, so that the same sentence twice in a row is still a change (WCAG 4.1.3).
 *  @param {Element[]} regions @returns {(sentence: string) => void} */
export function announcer(regions) {
  let turn = 0;
  let timer;
  return (sentence) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      regions[turn].textContent = "";
      turn = 1 - turn;
      regions[turn].textContent = sentence;
    }, PAUSE);
  };
}
