import { get, post } from '/assets/js/api.js';
import { byId, count, el, moment } from '/assets/js/dom.js';
import { runsChart } from '/ops/chart.js';
import { rejectsTable } from '/ops/rejects.js';

const RUNS = 30;
const CALM = 15000;
const BUSY = 1500;
const REMEMBERED = new Map();

function say(text) {
  byId('said').textContent = text;
}

function trouble(failure) {
  if (failure?.status === 401) {
    location.assign('/ops/login');
    return;
  }
  const place = byId('trouble');
  place.hidden = !failure;
  place.textContent = failure ? failure.message : '';
}

const STATES = {
  running: ['live', 'Running'],
  succeeded: ['good', 'Succeeded'],
  failed: ['bad', 'Failed'],
  interrupted: ['warn', 'Interrupted'],
};

function badges(flow) {
  const [kind, text] = STATES[flow.last_run?.status] ?? ['', 'Never ran'];
  return [
    el('span', { class: `badge ${kind}` }, text),
    flow.paused ? el('span', { class: 'badge warn' }, 'Schedule paused') : null,
  ];
}

function figure(label, number) {
  return el('div', {}, el('dt', {}, label), el('dd', {}, count(number)));
}

function progress(run) {
  const share = run.expected ? { max: run.expected, value: Math.min(run.read, run.expected) } : {};
  const text = run.expected ? `${count(run.read)} of ${count(run.expected)} read` : `${count(run.read)} read`;
  return el('div', {}, el('span', { class: 'small quiet' }, text), el('progress', { ...share, 'aria-label': text }));
}

function lastRun(run) {
  if (!run) {
    return el('p', { class: 'quiet' }, 'Run it once to bring everything over.');
  }
  return el(
    'div',
    {},
    run.status === 'running' ? progress(run) : el('p', { class: 'small quiet' }, `Last run ${moment(run.finished_at ?? run.started_at)}, ${run.mode}`),
    el(
      'dl',
      { class: 'figures' },
      figure('Read', run.read),
      figure('Created', run.created),
      figure('Updated', run.updated),
      figure('Unchanged', run.unchanged),
      figure('Rejected', run.rejected),
    ),
  );
}

function runNow(flow) {
  const running = flow.last_run?.status === 'running';
  const button = el(
    'button',
    { type: 'button', class: 'button', 'data-run': flow.name, 'aria-disabled': running ? 'true' : null },
    running ? 'Running…' : 'Run now',
    el('span', { class: 'unseen' }, ` ${flow.name}`),
  );
  button.addEventListener('click', () => start(flow, button));
  return button;
}

async function start(flow, button) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  try {
    await post(`/api/v1/sync/flows/${encodeURIComponent(flow.name)}/runs`, {});
    say(`${flow.name} is running.`);
    trouble(null);
  } catch (failure) {
    trouble(failure);
    button.removeAttribute('aria-disabled');
  }
  await refresh();
}

function rejects(flow) {
  if (flow.open_rejects === 0) {
    return null;
  }
  const open = REMEMBERED.get(flow.name)?.open ?? false;
  const place = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Rejects of ${flow.name}` });
  const details = el(
    'details',
    { open },
    el('summary', {}, `${count(flow.open_rejects)} open ${flow.open_rejects === 1 ? 'reject' : 'rejects'}`),
    place,
  );
  const fill = async () => {
    try {
      place.replaceChildren(await rejectsTable(flow));
    } catch (failure) {
      trouble(failure);
    }
  };
  details.addEventListener('toggle', () => {
    REMEMBERED.set(flow.name, { open: details.open });
    if (details.open) {
      fill();
    }
  });
  return details;
}

function card(flow, runs) {
  const failure = flow.last_run?.failure;
  return el(
    'li',
    { class: 'panel flow', 'data-flow': flow.name },
    el(
      'div',
      { class: 'top' },
      el('div', {}, el('h2', {}, flow.name, badges(flow)), el('p', { class: 'quiet' }, flow.description)),
      runNow(flow),
    ),
    failure ? el('p', { class: 'notice bad' }, [failure, flow.last_run.remedy].filter(Boolean).join(' ')) : null,
    el('div', { class: 'middle' }, lastRun(flow.last_run), runsChart(flow.name, runs)),
    rejects(flow),
  );
}

function focusedRun() {
  return document.activeElement?.getAttribute('data-run') ?? null;
}

/** Draws what changed only, so that an open list or a text selection is left alone. */
function draw(flows, runs) {
  const list = byId('flows');
  const focused = focusedRun();
  const before = new Map([...list.children].map((item) => [item.dataset.flow, item]));
  list.replaceChildren(
    ...flows.map((flow) => {
      const state = JSON.stringify([flow, runs.get(flow.name)]);
      const old = before.get(flow.name);
      if (old && old.dataset.state === state) {
        return old;
      }
      const drawn = card(flow, runs.get(flow.name));
      drawn.dataset.state = state;
      return drawn;
    }),
  );
  list.setAttribute('aria-busy', 'false');
  if (focused) {
    list.querySelector(`[data-run="${CSS.escape(focused)}"]`)?.focus();
  }
}

function announce(flows) {
  for (const flow of flows) {
    const known = REMEMBERED.get(flow.name) ?? {};
    const status = flow.last_run?.status;
    if (known.status === 'running' && status && status !== 'running') {
      say(`${flow.name}: run ${status}.`);
    }
    REMEMBERED.set(flow.name, { ...known, status });
  }
}

let due;

async function refresh() {
  clearTimeout(due);
  let running = false;
  try {
    const flows = (await get('/api/v1/sync/flows')).data;
    const recent = await Promise.all(
      flows.map((flow) => get(`/api/v1/sync/runs?flow=${encodeURIComponent(flow.name)}&limit=${RUNS}`)),
    );
    draw(flows, new Map(flows.map((flow, i) => [flow.name, recent[i].data])));
    announce(flows);
    running = flows.some((flow) => flow.last_run?.status === 'running');
    trouble(null);
  } catch (failure) {
    trouble(failure);
  }
  due = setTimeout(refresh, running ? BUSY : CALM);
}

byId('sign-out').addEventListener('click', async () => {
  const form = el('form', { method: 'post', action: '/ops/logout', hidden: true });
  const csrf = document.cookie.split('; ').find((pair) => pair.startsWith('XSRF-TOKEN='));
  form.append(el('input', { type: 'hidden', name: '_csrf', value: csrf ? decodeURIComponent(csrf.slice(11)) : '' }));
  document.body.append(form);
  form.submit();
});

refresh();
