import { end, goTo } from './auth.js';
import { get } from './api.js';
import { byId, count, day, el, moment, money } from './dom.js';
import { panel } from './panels.js';

function trouble(failure) {
  byId('trouble').hidden = !failure;
  byId('trouble').textContent = failure?.message ?? '';
}

function toSignIn() {
  goTo('/login?next=/dashboard');
}

function fact(label, value) {
  return value ? el('div', {}, el('dt', {}, label), el('dd', {}, value)) : null;
}

function showCustomer(customer) {
  byId('name').textContent = customer.name;
  document.title = `${customer.name} · Dashboard`;
  byId('facts').replaceChildren(
    ...[fact('Account', customer.account_number), fact('Email', customer.email), fact('Phone', customer.phone)].filter(Boolean),
  );
}

function sums(totals) {
  const shown = totals.filter((total) => total.amount !== 0);
  return shown.length === 0 ? [money(0, totals[0]?.currency ?? 'USD')] : shown.map((total) => money(total.amount, total.currency));
}

function tile(label, values, under, late = false) {
  return el(
    'dl',
    { class: late ? 'tile late' : 'tile' },
    el('dt', {}, label),
    values.map((value) => el('dd', {}, value)),
    el('dd', { class: 'small' }, under),
  );
}

const counted = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;

function tiles({ billing, arrears, services, tickets }) {
  const open = tickets.items.filter((ticket) => !ticket.closed).length;
  const late = arrears.items.length > 0;
  const oldest = late ? `since ${day(arrears.items[0].due)}` : 'Nothing is overdue';
  return el(
    'div',
    { class: 'tiles' },
    tile('To pay', billing.note ? ['–'] : sums(billing.totals), counted(billing.items.filter((item) => item.open > 0).length, 'open invoice', 'open invoices')),
    tile('Overdue', arrears.note ? ['–'] : sums(arrears.totals), oldest, late),
    tile('Services', [count(services.items.length)], 'on confirmed orders'),
    tile('Open tickets', [count(open)], counted(tickets.items.length - open, 'closed', 'closed')),
  );
}

function show(answer) {
  const { data } = answer;
  showCustomer(data.customer);
  byId('old').hidden = answer.live;
  byId('old').textContent = answer.live ? '' : `Our back office cannot be reached right now. This is what we knew on ${moment(answer.as_of)}.`;
  byId('data').replaceChildren(
    tiles(data),
    el(
      'div',
      { class: 'panels' },
      data.arrears.items.length > 0 ? panel('arrears', data.arrears) : null,
      panel('billing', data.billing),
      panel('services', data.services),
      panel('tickets', data.tickets),
      panel('orders', data.orders),
    ),
    answer.live ? el('p', { class: 'quiet small asof' }, `As of ${moment(answer.as_of)}`) : '',
  );
}

async function load() {
  try {
    show(await get('/api/dashboard'));
    trouble(null);
  } catch (failure) {
    if (failure.status === 401) {
      toSignIn();
      return;
    }
    byId('data').replaceChildren(retry());
    trouble(failure);
  } finally {
    byId('content').setAttribute('aria-busy', 'false');
  }
}

function retry() {
  const button = el('button', { type: 'button', class: 'button again' }, 'Try again');
  button.addEventListener('click', load);
  return button;
}

byId('sign-out').addEventListener('click', async () => {
  try {
    await end();
    goTo('/login');
  } catch (failure) {
    trouble(failure);
  }
});

// A page that comes back from the browser's memory after signing out must not show what it showed.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});

load();
