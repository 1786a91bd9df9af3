/** Follows what changes in Odoo, so that an open page shows it. Hints only: the page asks for the data anew. */

const SETTLED = 300;
const AGAIN = 1200;
const LOOKS = 20000;

/**
 * Listens while the page is in front: a browser holds few connections to one host, for all its pages. What the server refuses is tried
 * again later, which an EventSource does not do by itself.
 */
function listen(of, told) {
  let source = null;
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    if (source || document.visibilityState !== 'visible') {
      return;
    }
    const opened = new EventSource(`/api/portal/changes?of=${of}`);
    opened.addEventListener('change', told);
    opened.addEventListener('reset', told);
    opened.addEventListener('error', () => {
      if (opened === source && opened.readyState === EventSource.CLOSED) {
        close();
        setTimeout(open, LOOKS);
      }
    });
    source = opened;
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? open() : close()));
  window.addEventListener('pagehide', close);
  open();
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
