import { get } from '/assets/js/api.js';
import { el, moment } from '/assets/js/dom.js';

const MOST = 100;

/** Reasons as the flows name them, in words; one that is not here is shown as it is. */
function reason(code) {
  return code.replaceAll('_', ' ');
}

function record(flow, id, name) {
  const text = name || `${flow.model} ${id}`;
  return flow.record_url
    ? el('a', { href: flow.record_url.replace('{id}', id), target: '_blank', rel: 'noopener noreferrer' }, text, el('span', { class: 'unseen' }, ' (in Odoo, new tab)'))
    : text;
}

function row(flow, reject) {
  const blocking = reject.blocked_by ? [' ', record(flow, reject.blocked_by, `Record ${reject.blocked_by}`)] : [];
  return el(
    'tr',
    {},
    el('td', {}, record(flow, reject.odoo_id, reject.name)),
    el('td', {}, reason(reject.reason)),
    el('td', {}, reject.detail ?? '', blocking),
    el('td', { class: 'number' }, moment(reject.first_seen)),
  );
}

/**
 * What a flow could not store and still cannot, with links into Odoo.
 *
 * @param {object} flow as GET /api/v1/sync/flows gives it
 */
export async function rejectsTable(flow) {
  const answer = await get(`/api/v1/sync/flows/${encodeURIComponent(flow.name)}/rejects?limit=${MOST}`);
  const headings = ['Record', 'Reason', 'Detail', 'Since'];
  return el(
    'div',
    {},
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, headings.map((text) => el('th', { scope: 'col' }, text)))),
      el('tbody', {}, answer.data.map((reject) => row(flow, reject))),
    ),
    answer.next ? el('p', { class: 'quiet small' }, `The newest ${MOST}; the rest by REST.`) : null,
  );
}
