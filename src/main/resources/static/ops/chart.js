import { count, el, moment, svg } from '/assets/js/dom.js';

const WIDTH = 320;
const HEIGHT = 64;
const SLOTS = 30;
const GAP = 2;

function duration(run) {
  const end = run.finished_at ? new Date(run.finished_at) : new Date();
  return Math.max(0, (end - new Date(run.started_at)) / 1000);
}

function described(run) {
  const rejected = run.rejected ? `, ${count(run.rejected)} rejected` : '';
  return `${moment(run.started_at)}: ${run.status}, ${count(run.read)} read${rejected}, ${duration(run).toFixed(1)} s`;
}

function bar(run, slot, most) {
  const width = WIDTH / SLOTS;
  const height = most === 0 ? 3 : Math.max(3, (run.read / most) * (HEIGHT - 2));
  return svg(
    'rect',
    { x: slot * width + GAP / 2, y: HEIGHT - 1 - height, width: width - GAP, height, rx: 1.5, class: run.status },
    svg('title', {}, described(run)),
  );
}

/**
 * The last runs as bars, oldest left: height by the records read, colour by the outcome.
 *
 * @param {string} flow its name
 * @param {object[]} runs newest first, as GET /api/v1/sync/runs gives them
 */
export function runsChart(flow, runs) {
  if (!runs || runs.length === 0) {
    return el('p', { class: 'quiet small' }, 'No runs yet.');
  }
  const oldestFirst = runs.slice(0, SLOTS).reverse();
  const most = Math.max(...oldestFirst.map((run) => run.read));
  const failed = oldestFirst.filter((run) => run.status === 'failed' || run.status === 'interrupted').length;
  const last = oldestFirst.length === 1 ? 'Last run' : `Last ${oldestFirst.length} runs`;
  const outcome = failed === 0 ? 'none failed' : `${count(failed)} failed`;
  return el(
    'figure',
    {},
    svg(
      'svg',
      {
        class: 'chart',
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `${last} of ${flow}: ${outcome}, at most ${count(most)} records read`,
      },
      oldestFirst.map((run, i) => bar(run, SLOTS - oldestFirst.length + i, most)),
      svg('line', { x1: 0, y1: HEIGHT - 0.5, x2: WIDTH, y2: HEIGHT - 0.5 }),
    ),
    el('figcaption', {}, `${last} by records read, ${outcome}`),
  );
}
