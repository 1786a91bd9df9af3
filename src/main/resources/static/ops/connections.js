import { get } from '/assets/js/api.js';
import { byId, count, el, moment } from '/assets/js/dom.js';

const MOST = 100;
const EVERY = 15000;

let drawn = '';

function figure(label, number) {
  return el('div', {}, el('dt', {}, label), el('dd', {}, count(number)));
}

function state(connection, flow) {
  if (connection.paused) {
    return `Paused: ${connection.paused}`;
  }
  if (!connection.enabled) {
    return 'Owner disabled';
  }
  if (!flow.enabled) {
    return 'Turned off';
  }
  if (flow.running) {
    return 'Running';
  }
  return flow.failures > 0 ? `Failed ${count(flow.failures)} times: ${flow.last_failure}` : 'Waiting';
}

function rows(connection) {
  return connection.flows.map((flow) =>
    el(
      'tr',
      {},
      el('td', {}, `${connection.owner}, ${connection.name}`),
      el('td', {}, connection.host),
      el('td', {}, flow.name),
      el('td', {}, state(connection, flow)),
      el('td', { class: 'number' }, flow.last_run ? moment(flow.last_run.started_at) : 'never'),
      el('td', { class: 'number' }, connection.enabled && flow.enabled ? moment(flow.next_run) : ''),
    ),
  );
}

function table(answer) {
  const headings = ['Connection', 'Host', 'Flow', 'State', 'Last run', 'Next due'];
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Connections and their flows' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, headings.map((text) => el('th', { scope: 'col' }, text)))),
      el('tbody', {}, answer.data.flatMap(rows)),
    ),
    answer.next ? el('p', { class: 'quiet small' }, `The first ${MOST} of ${count(answer.total)}; the rest by REST.`) : null,
  );
}

/** Paused ones first: they wait for somebody. Nothing is shown while users have no connections. */
async function refresh() {
  const trouble = byId('connections-trouble');
  try {
    const [paused, active] = await Promise.all(
      ['paused', 'active'].map((which) => get(`/api/v1/sync/connections?state=${which}&limit=${MOST}`)),
    );
    const answer = { ...active, data: [...paused.data, ...active.data].slice(0, MOST), next: paused.next ?? active.next };
    const text = JSON.stringify(answer);
    if (text !== drawn) {
      drawn = text;
      byId('connections').hidden = answer.total === 0;
      byId('connections-panel').replaceChildren(
        el('dl', { class: 'figures' }, figure('Connections', answer.total), figure('Paused', answer.paused)),
        table(answer),
      );
    }
    trouble.hidden = true;
  } catch (failure) {
    trouble.hidden = false;
    trouble.textContent = failure.message;
  }
  setTimeout(refresh, EVERY);
}

refresh();
