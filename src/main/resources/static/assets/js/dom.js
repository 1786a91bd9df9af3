/** Building pages without markup in strings: whatever comes from a server is text, never HTML. */

const SVG = 'http://www.w3.org/2000/svg';

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An HTML element; children are nodes or texts. */
export const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

/** An SVG element. */
export const svg = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);

export const byId = (id) => document.getElementById(id);

const languages = navigator.languages;
const days = new Intl.DateTimeFormat(languages, { dateStyle: 'medium', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(languages, { dateStyle: 'medium', timeStyle: 'short' });

/** A date such as 2026-02-06, in the reader's way of writing. */
export function day(text) {
  return text ? days.format(new Date(`${text.slice(0, 10)}T00:00:00Z`)) : '';
}

/** A moment in UTC such as 2026-02-06T10:00:00Z, in the reader's zone. */
export function moment(text) {
  return text ? moments.format(new Date(text)) : '';
}

/** An amount in its currency; a currency that the browser does not know is written behind it. */
export function money(amount, currency) {
  try {
    return new Intl.NumberFormat(languages, { style: 'currency', currency }).format(amount);
  } catch {
    return `${new Intl.NumberFormat(languages, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)} ${currency ?? ''}`.trim();
  }
}

export const count = (number) => new Intl.NumberFormat(languages).format(number);
