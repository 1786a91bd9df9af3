/** Forms with errors beside their fields, for eyes, keyboards and screen readers alike. */
import { byId } from './dom.js';

function place(name) {
  return byId(`${name}-fault`);
}

/** Shows a fault beside a field, or takes it away. */
export function mark(name, text) {
  const input = byId(name);
  input.toggleAttribute('aria-invalid', false);
  if (text) {
    input.setAttribute('aria-invalid', 'true');
  }
  place(name).textContent = text ?? '';
}

/** Shows a sentence above the form and has it read out; without a text takes it away. */
export function notice(text, kind = 'bad') {
  const box = byId('notice');
  box.className = kind ? `notice ${kind}` : 'notice';
  box.hidden = !text;
  box.textContent = text ?? '';
}

/** Marks what is wrong and moves to the first of it; true when nothing is. */
export function accept(faults) {
  let first = null;
  for (const [name, text] of Object.entries(faults)) {
    mark(name, text);
    first ??= text ? name : null;
  }
  if (first) {
    byId(first).focus();
  }
  return first === null;
}

export const filledIn = (value, text) => (value.trim() ? null : text);

/** Only what nobody can mistake: whether there is an @ with something around it. */
export function emailFault(value) {
  return filledIn(value, 'Enter your email address.') ?? (/^\S+@\S+$/.test(value.trim()) ? null : 'This is not an email address; it has an @ in it.');
}

/**
 * Shows what the server refused: faults that name a field of this form beside it, everything else above.
 *
 * @param {ApiError} failure
 * @param {Object<string, string>} fields from the server's name of a field to the id of the input
 */
export function refused(failure, fields) {
  let first = null;
  const above = [];
  for (const fault of failure.faults) {
    const id = fields[fault.field?.replace(/^\//, '')];
    if (id && !byId(id).closest('[hidden]')) {
      mark(id, fault.message);
      first ??= id;
    } else {
      above.push(fault.message);
    }
  }
  notice(first && above.length === 0 ? null : (above.join(' ') || failure.message));
  if (first) {
    byId(first).focus();
  }
}

/**
 * Has a form do something when it is sent, once at a time.
 *
 * @param {HTMLFormElement} form
 * @param {function(): Promise<void>} act
 */
export function onSubmit(form, act) {
  const button = form.querySelector('button[type="submit"]');
  const idle = button.textContent;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    button.textContent = 'One moment…';
    try {
      await act();
    } finally {
      button.removeAttribute('aria-disabled');
      button.textContent = idle;
    }
  });
}

/** Buttons that show what is typed into a password field. */
export function showable() {
  for (const button of document.querySelectorAll('[data-shows]')) {
    const input = byId(button.dataset.shows);
    button.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-label', 'Show the password');
    button.addEventListener('click', () => {
      const shown = input.type === 'text';
      input.type = shown ? 'password' : 'text';
      button.textContent = shown ? 'Show' : 'Hide';
      button.setAttribute('aria-pressed', String(!shown));
    });
  }
}
