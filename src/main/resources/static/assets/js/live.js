/** Follows what changes in Odoo, so that an open page shows it. Hints only: the page asks for the data anew. */

const SETTLED = 300;
const WITHOUT_HINTS = 20000;

/**
 * Calls back when records of a model have changed. The hub tells; where it does not, and when a page comes back to the front,
 * the page looks by itself from time to time.
 *
 * @param {string} models names of Odoo models, apart by commas
 * @param {function(): void} changed asks for the data anew
 */
export function follow(models, changed) {
  let due = null;
  let told = false;
  const soon = () => {
    due ??= setTimeout(() => {
      due = null;
      changed();
    }, SETTLED);
  };
  const source = new EventSource(`/api/changes?models=${encodeURIComponent(models)}`);
  source.addEventListener('open', () => {
    if (told === false) {
      soon();
    }
    told = true;
  });
  source.addEventListener('change', soon);
  source.addEventListener('reset', soon);
  source.addEventListener('error', () => {
    told = false;
  });
  setInterval(() => {
    if (!told && document.visibilityState === 'visible') {
      changed();
    }
  }, WITHOUT_HINTS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      soon();
    }
  });
  window.addEventListener('pagehide', () => source.close());
}
