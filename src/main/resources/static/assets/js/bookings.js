import { get } from './api.js';
import { panel } from './client.js';
import { byId, el, moment } from './dom.js';
import { age, busy, menu, toSignIn, trouble } from './frame.js';
import { follow } from './live.js';

const isAhead = (item) => (item.ends_at ?? item.begins_at ?? '') >= new Date().toISOString();
const only = (part, wanted) => ({ ...part, items: part.items.filter((item) => isAhead(item) === wanted) });

function past(name, part, title) {
  const gone = only(part, false);
  return gone.items.length > 0 ? panel(name, gone, title) : null;
}

function show(answer) {
  const { data } = answer;
  age(answer);
  byId('data').replaceChildren(
    el(
      'div',
      { class: 'panels' },
      panel('events', only(data.events, true), 'Coming events'),
      panel('meetings', only(data.meetings, true), 'Coming meetings'),
      panel('rentals', data.rentals),
    ),
    el('p', { class: 'actions' }, el('a', { class: 'button main', href: '/events' }, 'Find an event')),
    older(data),
    answer.live ? el('p', { class: 'quiet small asof' }, `As of ${moment(answer.as_of)}`) : '',
  );
}

function older(data) {
  const parts = [past('events', data.events, 'Past events'), past('meetings', data.meetings, 'Past meetings')].filter(Boolean);
  for (const part of parts) {
    // The same part stands above as well.
    part.id = `past-${part.id}`;
    part.setAttribute('aria-labelledby', `${part.id}-heading`);
    part.querySelector('h2').id = `${part.id}-heading`;
  }
  return parts.length > 0 ? el('div', { class: 'panels' }, parts) : '';
}

async function load(live = false) {
  try {
    show(await get(`/api/portal/dashboard${live ? '?live=true' : ''}`));
    trouble(null);
    return true;
  } catch (failure) {
    if (failure.status === 401) {
      toSignIn();
      return false;
    }
    trouble(failure);
    return true;
  } finally {
    busy(false);
  }
}

menu(true);
load().then((there) => there && follow(load, 'mine'));
