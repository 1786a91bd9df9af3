/** The hub's REST interface as the pages see it: JSON in, JSON out, failures as ApiError. */

export class ApiError extends Error {
  /**
   * @param {number} status HTTP status; 0 when no answer came
   * @param {string} message a sentence for the reader
   * @param {{field: string, code: string, message: string}[]} faults what is wrong with which part of the request
   * @param {number} wait seconds to wait before trying again; 0 when not said
   */
  constructor(status, message, faults = [], wait = 0) {
    super(message);
    this.status = status;
    this.faults = faults;
    this.wait = wait;
  }
}

const TIMEOUT = 30000;

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

function headers(method, body, extra) {
  const all = { Accept: 'application/json, application/problem+json', ...extra };
  if (body !== undefined) {
    all['Content-Type'] = 'application/json';
  }
  const csrf = cookie('XSRF-TOKEN');
  if (csrf && method !== 'GET') {
    all['X-XSRF-TOKEN'] = csrf;
  }
  return all;
}

async function answer(response) {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

function failure(response, body) {
  const wait = Number(response.headers.get('Retry-After')) || 0;
  let message = body.detail || body.message || 'Something went wrong on our side. Try again in a moment.';
  if (response.status === 429) {
    message = `Too many tries. Wait ${wait > 90 ? `${Math.ceil(wait / 60)} minutes` : `${wait || 60} seconds`}, then try again.`;
  }
  return new ApiError(response.status, message, Array.isArray(body.errors) ? body.errors : [], wait);
}

/**
 * Sends a request to the hub.
 *
 * @param {string} method GET, POST, …
 * @param {string} path below this host
 * @param {object} [body] sent as JSON
 * @param {object} [extra] more request headers
 * @returns {Promise<object>} the answer's JSON; an empty object when it has none
 * @throws {ApiError} for every other outcome
 */
export async function call(method, path, body, extra = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: headers(method, body, extra),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new ApiError(0, 'The server cannot be reached. Check your connection and try again.');
  }
  const read = await answer(response);
  if (!response.ok) {
    throw failure(response, read);
  }
  return read;
}

export const get = (path) => call('GET', path);
export const post = (path, body, extra) => call('POST', path, body ?? {}, extra);
