/** What the pages of sign-in share: the session, where to go afterwards, and passwords. */
import { call, get, post } from './api.js';

const HOME = '/dashboard';
const PAGES = /^\/(dashboard|portal|bookings|events(\/\d+)?)$/;

/**
 * Where to go after signing in: the page that the query names, if it is one of ours. Another site's address, or one that
 * only looks like ours, leads to the dashboard.
 */
export function nextPage(query = location.search, home = HOME) {
  const wanted = new URLSearchParams(query).get('next') ?? home;
  try {
    const address = new URL(wanted, location.origin);
    if (wanted.startsWith('/') && address.origin === location.origin && PAGES.test(address.pathname)) {
      return address.pathname + address.search + address.hash;
    }
  } catch {
    // Not an address at all.
  }
  return home;
}

const SESSION = 'hub.session';

/** Whether a session has begun in this browser; it may be over by now. */
export const hasBegun = () => localStorage.getItem(SESSION) !== null;

/** The customer who is signed in, or null. Nobody is asked where no session has begun in this browser. */
export async function signedIn() {
  return localStorage.getItem(SESSION) ? me() : null;
}

async function me() {
  try {
    return (await get('/api/auth/me')).data.customer;
  } catch {
    return null;
  }
}

async function send(operation, body) {
  try {
    return await call('POST', `/api/auth/${operation}`, body);
  } catch (failure) {
    if (failure.status !== 403) {
      throw failure;
    }
    // The cookie of an old session is there, but no CSRF token: any answer to a GET brings one.
    await me();
    return call('POST', `/api/auth/${operation}`, body);
  }
}

/** Asks /api/auth. */
export const ask = (operation, body) => send(operation, body);

/** Asks /api/auth for a session, whose cookie no script can read. */
export async function begin(operation, body) {
  const answer = await send(operation, { ...body, cookie: true });
  localStorage.setItem(SESSION, 'begun');
  return answer;
}

/** Begins the session of a user of Odoo, whose cookie no script can read. */
export async function beginWithOdoo(path, body) {
  let answer;
  try {
    answer = await post(path, body);
  } catch (failure) {
    if (failure.status !== 403 || path === SIGN_IN) {
      throw failure;
    }
    // The cookie of an old session is there, but no CSRF token: any answer to a GET brings one.
    await me();
    answer = await post(path, body);
  }
  localStorage.setItem(SESSION, 'begun');
  return answer;
}

/** Where users of Odoo sign in. */
export const SIGN_IN = '/web/session/authenticate';

/** Ends the session, here and on the server. */
export async function end() {
  try {
    await send('logout', {});
  } catch (failure) {
    if (failure.status !== 401) {
      throw failure;
    }
  }
  localStorage.removeItem(SESSION);
}

/** Ends the session of a user of Odoo, where there is one. */
export async function leave() {
  try {
    await get('/web/session/destroy');
  } catch (failure) {
    if (failure.status !== 401 && failure.status !== 403) {
      throw failure;
    }
  }
}

export const goTo = (page) => location.replace(page);

const NOTICE = 'hub.notice';

/** Leaves a sentence for the next page to say, without putting it into its address. */
export function leaveNotice(text, email) {
  sessionStorage.setItem(NOTICE, JSON.stringify({ text, email }));
}

/** Takes what the page before has left. */
export function takeNotice() {
  const left = sessionStorage.getItem(NOTICE);
  sessionStorage.removeItem(NOTICE);
  return left ? JSON.parse(left) : {};
}

const MIN_LENGTH = 8;
const MAX_BYTES = 72;

/** What is wrong with a new password, by the rules that the server holds too; null when nothing is. */
export function passwordFault(password) {
  if (!password) {
    return 'Choose a password.';
  }
  if ([...password].length < MIN_LENGTH) {
    return `Use at least ${MIN_LENGTH} characters.`;
  }
  if (new TextEncoder().encode(password).length > MAX_BYTES) {
    return `Too long: at most ${MAX_BYTES} bytes, which is ${MAX_BYTES} plain letters.`;
  }
  return null;
}
