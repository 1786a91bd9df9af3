import { get } from './api.js';
import { hasBegun } from './auth.js';
import { byId, count, el } from './dom.js';
import { age, busy, menu, trouble } from './frame.js';
import { follow } from './live.js';
import { seats, times } from './times.js';

const FIELDS = ['q', 'tag', 'from', 'to'];
const TYPED = 250;

let asked = 0;

function query() {
  const wanted = new URLSearchParams();
  for (const name of FIELDS) {
    if (byId(name).value) {
      wanted.set(name, byId(name).value);
    }
  }
  return wanted;
}

function card(event) {
  const heading = `event-${event.id}`;
  return el(
    'li',
    {},
    el(
      'article',
      { class: 'panel card', 'aria-labelledby': heading },
      el('p', { class: 'when' }, times(event)),
      el('h2', { id: heading }, el('a', { href: `/events/${event.id}` }, event.name)),
      event.location ? el('p', { class: 'quiet small' }, event.location) : null,
      el('p', { class: 'badges' }, seats(event), event.tags.map((tag) => el('span', { class: 'badge' }, tag))),
    ),
  );
}

function categories(names) {
  const chosen = byId('tag').value;
  byId('tag').replaceChildren(
    el('option', { value: '' }, 'All'),
    ...names.map((name) => el('option', { value: name, selected: name === chosen }, name)),
  );
}

function show(answer) {
  const { items, note } = answer.data;
  age(answer);
  categories(answer.data.categories);
  const none = note ? 'There is no list of events at the moment.' : 'No event fits. Change the filter, or look in again later.';
  byId('found').textContent = items.length === 1 ? 'One event' : `${count(items.length)} events`;
  byId('data').replaceChildren(items.length > 0 ? el('ul', { class: 'cards' }, items.map(card)) : el('p', { class: 'panel empty' }, none));
}

async function load(live = false) {
  const mine = ++asked;
  const wanted = query();
  if (live) {
    wanted.set('live', 'true');
  }
  try {
    const answer = await get(`/api/portal/events?${wanted}`);
    if (mine === asked) {
      show(answer);
      trouble(null);
    }
  } catch (failure) {
    if (mine === asked) {
      trouble(failure);
      if (!live) {
        byId('data').replaceChildren();
      }
    }
  } finally {
    busy(false);
  }
}

function remember() {
  const wanted = query();
  history.replaceState(null, '', wanted.size > 0 ? `?${wanted}` : location.pathname);
}

let typing = null;
byId('filter').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    remember();
    load();
  }, TYPED);
});
byId('filter').addEventListener('submit', (event) => event.preventDefault());

const given = new URLSearchParams(location.search);
for (const name of FIELDS) {
  if (name !== 'tag') {
    byId(name).value = given.get(name) ?? '';
  }
}
if (given.get('tag')) {
  byId('tag').append(el('option', { value: given.get('tag'), selected: true }, given.get('tag')));
}
menu(hasBegun());
load().then(() => follow(() => load(true), 'events'));
