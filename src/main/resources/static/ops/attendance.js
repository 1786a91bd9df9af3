import { call, get } from '/assets/js/api.js';
import { byId, count, el, moment } from '/assets/js/dom.js';

const MOST = 100;
const EVERY = 15000;
const SOON = 2000;

let due;
let drawn = '';

function trouble(failure) {
  if (failure?.status === 401) {
    location.assign('/ops/login');
    return;
  }
  const place = byId('attendance-trouble');
  place.hidden = !failure;
  place.textContent = failure ? failure.message : '';
}

function say(text) {
  byId('said').textContent = text;
}

function figure(label, number) {
  return el('div', {}, el('dt', {}, label), el('dd', {}, count(number)));
}

function who(letter) {
  return letter.name ? `${letter.name} (${letter.person_id})` : (letter.person_id ?? '');
}

function stay(letter) {
  const left = letter.check_out ? ` – ${moment(letter.check_out)}` : '';
  return letter.check_in ? `${moment(letter.check_in)}${left}` : `left ${moment(letter.check_out)}`;
}

/** A button that lets letters be pushed again; replay does it and says so. */
function replayButton(key, replay, ...words) {
  const button = el('button', { type: 'button', class: 'button', 'data-replay': key }, words);
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    try {
      say(await replay());
      trouble(null);
    } catch (failure) {
      trouble(failure);
      button.removeAttribute('aria-disabled');
    }
    await refresh(SOON);
  });
  return button;
}

async function replayOne(letter) {
  await call('POST', `/api/v1/dead-letters/${letter.id}/replay`);
  return `The attendance of ${who(letter)} is waiting again.`;
}

async function replayCause(cause) {
  return (await call('POST', '/api/v1/dead-letters/replay', { cause })).message;
}

function causes(letters) {
  return el(
    'div',
    { class: 'causes', role: 'group', 'aria-label': 'Replay by cause' },
    letters.causes.map((one) =>
      replayButton(`cause ${one.cause}`, () => replayCause(one.cause), `Replay all ${one.cause} (${count(one.count)})`)),
  );
}

function row(letter) {
  return el(
    'tr',
    { 'data-letter': letter.id },
    el('td', {}, who(letter)),
    el('td', {}, stay(letter)),
    el('td', {}, letter.detail ?? letter.cause),
    el('td', {}, letter.remedy ?? ''),
    el('td', {}, replayButton(letter.id, () => replayOne(letter), 'Replay', el('span', { class: 'unseen' }, ` ${who(letter)}, ${stay(letter)}`))),
  );
}

function table(letters) {
  const headings = ['Person', 'Attendance', 'Cause', 'Remedy'];
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Dead letters' },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el('tr', {}, headings.map((text) => el('th', { scope: 'col' }, text)), el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'Action'))),
      ),
      el('tbody', {}, letters.data.map(row)),
    ),
    letters.next ? el('p', { class: 'quiet small' }, `The newest ${MOST} of ${count(letters.total)}; the rest by REST.`) : null,
  );
}

/** Draws only when something changed, and gives the focus back to the button that had it, or to the heading. */
function draw(figures, letters) {
  const state = JSON.stringify([figures, letters]);
  if (state === drawn) {
    return;
  }
  drawn = state;
  const place = byId('attendance-panel');
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute('data-replay') : null;
  place.replaceChildren(
    el(
      'dl',
      { class: 'figures' },
      figure('Waiting', figures.waiting),
      figure('Pushed today', figures.pushed_today),
      figure('Dead letters', figures.dead),
    ),
    ...letters.data.length > 0
      ? [causes(letters), table(letters)]
      : [el('p', { class: 'quiet' }, 'No dead letters: everything that was sent is in Odoo or on its way.')],
  );
  if (focused !== null) {
    (place.querySelector(`[data-replay="${CSS.escape(focused)}"]`) ?? byId('attendance-heading')).focus();
  }
}

async function refresh(next = EVERY) {
  clearTimeout(due);
  try {
    const [status, letters] = await Promise.all([get('/api/v1/sync/status'), get(`/api/v1/dead-letters?flow=attendance&limit=${MOST}`)]);
    draw(status.data.attendance, letters);
    byId('attendance-panel').setAttribute('aria-busy', 'false');
    trouble(null);
  } catch (failure) {
    trouble(failure);
  }
  due = setTimeout(refresh, next);
}

refresh();
