import { get, post } from './api.js';
import { hasBegun, signedIn } from './auth.js';
import { byId, el } from './dom.js';
import { accept, emailFault, filledIn, notice, onSubmit, refused } from './form.js';
import { age, busy, menu, trouble } from './frame.js';
import { follow } from './live.js';
import { seats, times } from './times.js';

const id = location.pathname.split('/').pop();
let registered = false;

const fact = (label, value) => (value ? el('div', {}, el('dt', { class: 'unseen' }, label), el('dd', {}, value)) : null);

function show(answer) {
  const event = answer.data;
  age(answer);
  document.title = `${event.name} · Events`;
  byId('name').textContent = event.name;
  byId('facts').replaceChildren(
    ...[fact('When', times(event)), fact('Where', event.location), fact('Category', [event.type, ...event.tags].filter(Boolean).join(', '))].filter(Boolean),
  );
  byId('words').replaceChildren(...(event.description ?? '').split('\n').filter(Boolean).map((text) => el('p', {}, text)));
  byId('words').hidden = !event.description;
  byId('seats').replaceChildren(seats(event));
  byId('registration').hidden = false;
  byId('register').hidden = registered || !event.open;
}

async function load(live = false) {
  try {
    show(await get(`/api/portal/events/${id}${live ? '?live=true' : ''}`));
    trouble(null);
  } catch (failure) {
    trouble(failure);
    if (failure.status === 404) {
      byId('registration').hidden = true;
    }
  } finally {
    busy(false);
  }
}

async function send(body) {
  try {
    await post(`/api/portal/events/${id}/registrations`, body);
  } catch (failure) {
    if (failure.status !== 403) {
      throw failure;
    }
    // The cookie of a session is there, but no CSRF token: any answer to a GET brings one.
    await get(`/api/portal/events/${id}`);
    await post(`/api/portal/events/${id}/registrations`, body);
  }
}

onSubmit(byId('register'), async () => {
  notice(null);
  const email = byId('email').value.trim();
  if (!accept({ who: filledIn(byId('who').value, 'Enter the name of who comes.'), email: emailFault(email), phone: null })) {
    return;
  }
  const phone = byId('phone').value.trim();
  try {
    await send({ name: byId('who').value.trim(), email, ...(phone ? { phone } : {}) });
    registered = true;
    byId('register').hidden = true;
    byId('registration-heading').textContent = 'You are registered';
    notice(`We have a place for ${byId('who').value.trim()}. A message may follow to ${email}.`, '');
    byId('registration-heading').focus();
    load(true);
  } catch (failure) {
    refused(failure, { name: 'who', email: 'email', phone: 'phone' });
    if (failure.status === 409) {
      load(true);
    }
  }
});

async function fillIn() {
  const customer = await signedIn();
  if (customer && !byId('who').value) {
    byId('who').value = customer.name ?? '';
    byId('email').value = customer.email ?? '';
    byId('phone').value = customer.phone ?? '';
  }
}

menu(hasBegun());
fillIn();
load().then(() => follow(() => load(true), 'events'));
