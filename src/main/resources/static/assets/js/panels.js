/** The parts of the dashboard, each a heading and a list. */
import { count, day, el, money } from './dom.js';

const FIRST = 6;

const NOTES = {
  not_installed: 'Not available.',
  not_permitted: 'Not available at the moment.',
  not_linked: 'Your account is not linked yet. Please contact us.',
};

const STATES = {
  not_paid: ['warn', 'Open'],
  partial: ['warn', 'Partly paid'],
  in_payment: ['live', 'In payment'],
  paid: ['good', 'Paid'],
  reversed: ['', 'Reversed'],
};

const badge = ([kind, text]) => el('span', { class: `badge ${kind}` }, text);

function row(name, side, under, beside) {
  return el(
    'li',
    {},
    el('span', { class: 'name' }, name),
    el('span', { class: 'side' }, side),
    el('span', { class: 'sub' }, under),
    el('span', { class: 'side sub' }, beside),
  );
}

const today = () => new Date().toISOString().slice(0, 10);

function invoice(item) {
  const credit = item.kind === 'credit_note';
  const late = item.open > 0 && item.due && item.due < today() && !credit;
  const state = late ? ['bad', 'Overdue'] : (STATES[item.state] ?? ['', item.state ?? '']);
  const kind = { credit_note: 'Credit note, ', receipt: 'Receipt, ' }[item.kind] ?? '';
  const due = item.due && item.open > 0 && !credit ? `Due ${day(item.due)}` : `${kind}${day(item.date)}`;
  return row(item.number ?? '', money(item.total, item.currency), due, badge(credit && item.open > 0 ? ['live', 'Credit'] : state));
}

function late(item) {
  return row(item.number ?? '', money(item.open, item.currency), `Due ${day(item.due)}`, item.open < item.total ? `of ${money(item.total, item.currency)}` : '');
}

function service(item) {
  const progress = item.delivered > 0 && item.delivered < item.quantity ? `${count(item.delivered)} of ${count(item.quantity)} delivered` : `Quantity ${count(item.quantity)}`;
  return row(item.name ?? '', money(item.amount, item.currency), `Order ${item.order ?? ''}`, progress);
}

function ticket(item) {
  const name = item.number ? `${item.subject} (${item.number})` : (item.subject ?? '');
  return row(name, badge(item.closed ? ['good', 'Closed'] : ['live', 'Open']), [item.stage, day(item.created_at)].filter(Boolean).join(', '), '');
}

function order(item) {
  const state = item.state === 'quotation' ? ['warn', 'Quotation'] : ['good', 'Confirmed'];
  return row(item.number ?? '', money(item.total, item.currency), [day(item.date), item.reference].filter(Boolean).join(', '), badge(state));
}

const PARTS = {
  billing: ['Billing', 'No invoices yet.', invoice],
  arrears: ['Arrears', 'Nothing is overdue.', late],
  services: ['Services', 'No services yet.', service],
  tickets: ['Tickets', 'No tickets.', ticket],
  orders: ['Orders', 'No orders yet.', order],
};

/**
 * One part of the dashboard.
 *
 * @param {string} name billing, arrears, services, tickets or orders
 * @param {{items: object[], more: boolean, note: string|null}} part as GET /api/dashboard gives it
 */
export function panel(name, part) {
  const [title, none, draw] = PARTS[name];
  const heading = `${name}-heading`;
  const list = el('ul', { class: 'rows' }, part.items.slice(0, FIRST).map(draw));
  const shown = part.items.length === 0 ? el('p', { class: 'empty' }, NOTES[part.note] ?? none) : list;
  const number = `${count(part.items.length)}${part.more ? '+' : ''}`;
  return el(
    'section',
    { class: 'panel', id: name, 'aria-labelledby': heading },
    el('header', {}, el('h2', { id: heading }, title), part.items.length > 0 ? el('span', { class: 'quiet small number' }, number) : null),
    shown,
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
