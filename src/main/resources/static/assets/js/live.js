/** Follows what changes in Odoo, so that an open page shows it. Hints only: the page asks for the data anew. */

const SETTLED = 300;
const AGAIN = 1200;
const LOOKS = 20000;

/** Listens; what the server refuses is tried again later, which an EventSource does not do by itself. */
function listen(of, told) {
  const source = new EventSource(`/api/portal/changes?of=${of}`);
  const close = () => source.close();
  source.addEventListener('change', told);
  source.addEventListener('reset', told);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      window.removeEventListener('pagehide', close);
      setTimeout(() => listen(of, told), LOOKS);
    }
  });
  window.addEventListener('pagehide', close);
}

/**
 * Calls back when something may have changed. The hub tells as soon as it hears of it; because an Odoo may tell nothing, and not of
 * everything, the page looks by itself from time to time, and when it comes back to the front.
 *
 * @param {function(boolean): void} changed asks for the data anew; true when the hub has told of a change
 * @param {string} of what the page shows: `events`, or what is `mine`
 */
export function follow(changed, of) {
  let due = null;
  let again = null;
  const soon = () => {
    due ??= setTimeout(() => {
      due = null;
      changed(true);
    }, SETTLED);
    // The hub may answer with what it read within the last second.
    clearTimeout(again);
    again = setTimeout(() => changed(true), SETTLED + AGAIN);
  };
  listen(of, soon);
  setInterval(() => {
    if (document.visibilityState === 'visible') {
      changed(false);
    }
  }, LOOKS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      changed(false);
    }
  });
}
