import { get } from './api.js';
import { panel } from './client.js';
import { byId, count, el, moment } from './dom.js';
import { age, busy, menu, toSignIn, trouble } from './frame.js';
import { follow } from './live.js';

const now = () => new Date().toISOString();
const ahead = (items) => items.filter((item) => (item.ends_at ?? item.begins_at ?? '') >= now());

function tile(label, number, under) {
  return el('dl', { class: 'tile' }, el('dt', {}, label), el('dd', {}, count(number)), el('dd', { class: 'small' }, under));
}

function tiles({ tasks, events, meetings, rentals, documents }) {
  const open = tasks.items.filter((task) => !task.closed).length;
  return el(
    'div',
    { class: 'tiles' },
    tile('Open tasks', open, `${count(tasks.items.length - open)} done`),
    tile('Coming up', ahead(events.items).length + ahead(meetings.items).length, 'events and meetings'),
    tile('Rentals', rentals.items.length, 'sent and confirmed'),
    tile('Documents', documents.items.length, 'to download'),
  );
}

function show(answer) {
  const { data } = answer;
  age(answer);
  byId('name').textContent = data.customer.name;
  document.title = `${data.customer.name} · Dashboard`;
  byId('data').replaceChildren(
    tiles(data),
    el(
      'div',
      { class: 'panels' },
      panel('tasks', data.tasks),
      panel('events', data.events),
      panel('meetings', data.meetings),
      panel('rentals', data.rentals),
      panel('documents', data.documents),
    ),
    answer.live ? el('p', { class: 'quiet small asof' }, `As of ${moment(answer.as_of)}. `, el('a', { href: '/dashboard' }, 'Invoices and services')) : '',
  );
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
load().then((there) => {
  if (there && location.hash) {
    byId(location.hash.slice(1))?.scrollIntoView();
  }
  if (there) {
    follow(load, 'mine');
  }
});
