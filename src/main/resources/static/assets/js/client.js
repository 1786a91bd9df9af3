/** The parts of a client's portal, each a heading and a list. */
import { count, day, el, money } from './dom.js';
import { times } from './times.js';

const FIRST = 6;

const NOTES = {
  not_installed: 'Not available.',
  not_permitted: 'Not available at the moment.',
  not_linked: 'Your account is not linked yet. Please contact us.',
};

const badge = (kind, text) => el('span', { class: `badge ${kind}` }, text);

function row(name, side, under, beside) {
  return el(
    'li',
    {},
    el('span', { class: 'name' }, name),
    el('span', { class: 'side' }, side),
    el('span', { class: 'sub' }, under),
    el('span', { class: 'side sub' }, beside ?? ''),
  );
}

function task(item) {
  const under = [item.project, item.deadline ? `due ${day(item.deadline)}` : null].filter(Boolean).join(', ');
  return row(item.name ?? '', item.closed ? badge('good', 'Done') : badge('live', item.stage ?? 'Open'), under);
}

const STATES = { confirmed: ['good', 'Confirmed'], attended: ['', 'Attended'], unconfirmed: ['warn', 'Unconfirmed'], cancelled: ['', 'Cancelled'] };

function registration(item) {
  const name = el('a', { href: `/events/${item.event_id}` }, item.event ?? 'Event');
  return row(item.ends_at && item.ends_at < new Date().toISOString() ? (item.event ?? 'Event') : name, badge(...STATES[item.state]), times(item), item.attendee);
}

const meeting = (item) => row(item.name ?? '', '', times(item), item.location);

function rental(item) {
  const when = item.begins_at ? times(item) : [day(item.date), item.reference].filter(Boolean).join(', ');
  return row(item.number ?? '', money(item.total, item.currency), when, item.state === 'quotation' ? badge('warn', 'Quotation') : badge('good', 'Confirmed'));
}

function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(navigator.languages, { style: 'unit', unit: units[step], maximumFractionDigits: step === 2 ? 1 : 0 }).format(bytes / 1000 ** step);
}

const document = (item) => row(el('a', { href: item.url, download: '' }, item.name ?? 'Document'), size(item.size), day(item.create_date));

const PARTS = {
  tasks: ['Tasks', 'No tasks.', task],
  events: ['Events', 'You are registered for no event.', registration],
  meetings: ['Meetings', 'No meetings.', meeting],
  rentals: ['Rentals', 'No rentals.', rental],
  documents: ['Documents', 'No documents.', document],
};

/**
 * One part of the portal.
 *
 * @param {string} name tasks, events, meetings, rentals or documents
 * @param {{items: object[], more: boolean, note: string|null}} part as GET /api/portal/dashboard gives it
 * @param {string} [title] in place of the usual one
 */
export function panel(name, part, title = PARTS[name][0]) {
  const [, none, draw] = PARTS[name];
  const heading = `${name}-heading`;
  const list = el('ul', { class: 'rows' }, part.items.slice(0, FIRST).map(draw));
  return el(
    'section',
    { class: 'panel', id: name, 'aria-labelledby': heading },
    el('header', {}, el('h2', { id: heading }, title), part.items.length > 0 ? el('span', { class: 'quiet small number' }, `${count(part.items.length)}${part.more ? '+' : ''}`) : null),
    part.items.length === 0 ? el('p', { class: 'empty' }, NOTES[part.note] ?? none) : list,
    part.items.length > FIRST ? rest(list, part.items, draw, title) : null,
  );
}

function rest(list, items, draw, title) {
  const button = el('button', { type: 'button', class: 'more' }, `Show all ${count(items.length)}`, el('span', { class: 'unseen' }, ` of ${title}`));
  button.addEventListener('click', () => {
    const added = items.slice(FIRST).map(draw);
    list.append(...added);
    added[0].tabIndex = -1;
    added[0].focus();
    button.remove();
  });
  return button;
}
