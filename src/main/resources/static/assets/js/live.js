/** Follows what changes in Odoo, so that an open page shows it. Hints only: the page asks for the data anew. */

const SETTLED = 300;
const LOOKS = 20000;

/**
 * Calls back when something may have changed. The hub tells of events as soon as it hears of them; for everything else, and because
 * an Odoo may tell nothing, the page looks by itself from time to time, and when it comes back to the front.
 *
 * @param {function(): void} changed asks for the data anew
 * @param {boolean} told whether the hub tells of this
 */
export function follow(changed, told = false) {
  let due = null;
  const soon = () => {
    due ??= setTimeout(() => {
      due = null;
      changed();
    }, SETTLED);
  };
  if (told) {
    const source = new EventSource('/api/portal/changes');
    source.addEventListener('change', soon);
    source.addEventListener('reset', soon);
    window.addEventListener('pagehide', () => source.close());
  }
  setInterval(() => {
    if (document.visibilityState === 'visible') {
      changed();
    }
  }, LOOKS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      soon();
    }
  });
}
