/** What the pages of the portal share: the menu, signing out, and sentences above the data. */
import { end, goTo, leave } from './auth.js';
import { byId, moment } from './dom.js';

/** Shows why something did not work; without a failure takes it away. */
export function trouble(failure) {
  byId('trouble').hidden = !failure;
  byId('trouble').textContent = failure?.message ?? '';
}

/** Says from when the data is, where Odoo could not be asked. */
export function age(answer) {
  byId('old').hidden = answer.live;
  byId('old').textContent = answer.live ? '' : `Our back office cannot be reached right now. This is what we knew on ${moment(answer.as_of)}.`;
}

export const busy = (is) => byId('content').setAttribute('aria-busy', String(is));

export function toSignIn() {
  goTo(`/login?next=${encodeURIComponent(location.pathname)}`);
}

/** Marks the present page in the menu, and offers to sign in or out. */
export function menu(signedIn) {
  for (const link of byId('menu').querySelectorAll('a:not(.button)')) {
    if (link.pathname === location.pathname) {
      link.setAttribute('aria-current', 'page');
    }
  }
  byId('sign-out').hidden = !signedIn;
  byId('sign-in').hidden = signedIn;
  byId('sign-in').href = `/login?next=${encodeURIComponent(location.pathname)}`;
  byId('sign-out').addEventListener('click', async () => {
    try {
      await end();
      await leave();
      goTo('/login');
    } catch (failure) {
      trouble(failure);
    }
  });
}

// A page that comes back from the browser's memory after signing out must not show what it showed.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});
