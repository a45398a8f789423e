// The desk's own script: a queue that is kept up to date by the kit's live stream.
import { connect } from '{{kit}}/kit/client.js';

// The same identity as the elements', so all of them share one client and one stream.
const kit = connect({
  endpoint: '{{kit}}',
  siteKey: '{{key}}',
  tokenUrl: '/desk/incident-token',
});

const queue = document.querySelector('#queue');
const message = document.querySelector('#message');
const counts = document.querySelector('#counts');
const timeline = document.querySelector('#timeline');
const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

let status = 'open';
/** What the queue shows, by incident. */
const incidents = new Map();
const rows = new Map();
let stopWatching = () => {};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function rowOf(incident) {
  let row = rows.get(incident);
  if (!row) {
    const badge = document.createElement('sla-badge');
    badge.setAttribute('incident', incident);
    badge.setAttribute('variant', 'bar');
    const button = make(
      'button',
      { type: 'button', className: 'row' },
      make('span', { className: 'priority' }),
      make('span', { className: 'title' }),
      make('span', { className: 'meta' }),
      make('span', { className: 'reply', textContent: 'The reporter wrote since it was resolved' }),
      badge,
    );
    button.addEventListener('click', () => choose(incident, true));
    row = make('li', {}, button);
    rows.set(incident, row);
  }
  const {
    title,
    status: state,
    priority,
    reporter,
    reportedAt,
    repliedAt,
  } = incidents.get(incident);
  const isChosen = timeline.getAttribute('incident') === incident;
  row.firstChild.setAttribute('aria-current', String(isChosen));
  const mark = row.querySelector('.priority');
  mark.textContent = priority;
  mark.dataset.rank = String(Number(priority.replace(/\D/g, '')) - 1);
  row.querySelector('.title').textContent = title;
  row.querySelector('.meta').textContent =
    `${incident} · ${state.name} · ${reporter ?? 'Visitor'}, ${clock.format(reportedAt)}`;
  row.querySelector('.reply').hidden = repliedAt === null;
  return row;
}

function show() {
  // Who was told that it is resolved, and says something, waits for somebody to look at it again.
  const due = ({ clocks, repliedAt }) =>
    repliedAt === null ? (clocks.resolution.dueAt ?? Number.POSITIVE_INFINITY) : 0;
  const sorted = [...incidents.values()].sort((a, b) =>
    status === 'open' ? due(a) - due(b) : b.reportedAt - a.reportedAt,
  );
  const focused = document.activeElement;
  queue.replaceChildren(...sorted.map(({ incident }) => rowOf(incident)));
  // Sorting took the row out of the page for a moment, and the focus with it.
  if (focused?.classList.contains('row')) focused.focus();
  message.hidden = sorted.length > 0;
  message.textContent =
    status === 'open' ? 'Nothing is open. Enjoy it.' : 'Nothing was resolved yet.';
  if (status === 'open') {
    const fresh = sorted.filter((incident) => incident.status.category === 'new').length;
    const replied = sorted.filter((incident) => incident.repliedAt !== null).length;
    counts.textContent =
      `${sorted.length - replied} open, ${fresh} not yet answered` +
      (replied > 0 ? `, ${replied} resolved with a reply` : '');
  }
  if (!timeline.getAttribute('incident') && sorted[0]) choose(sorted[0].incident, false);
}

function choose(incident, byHand) {
  timeline.setAttribute('incident', incident);
  for (const [other, row] of rows) {
    row.firstChild.setAttribute('aria-current', String(other === incident));
  }
  if (byHand) {
    document.body.classList.add('working');
    history.replaceState(null, '', `#${incident}`);
  }
}

function belongs(incident) {
  const isOver = ['resolved', 'closed'].includes(incident.status.category);
  return status === 'over' ? isOver : !isOver || incident.repliedAt !== null;
}

async function read() {
  stopWatching();
  const list = (which) =>
    kit.call((api) => api.incidents.list.query({ status: which, limit: 100 }));
  // What is resolved is no longer open, but for those whose reporter has written since.
  const [answer, replied] = await Promise.all([
    list(status),
    status === 'open' ? list('replied') : { incidents: [], seq: Number.POSITIVE_INFINITY },
  ]);
  incidents.clear();
  for (const incident of [...answer.incidents, ...replied.incidents]) {
    incidents.set(incident.incident, incident);
  }
  show();
  stopWatching = kit.watch('incidents', Math.min(answer.seq, replied.seq), {
    change({ incident }) {
      const isNew = !incidents.has(incident.incident);
      if (belongs(incident)) incidents.set(incident.incident, incident);
      else incidents.delete(incident.incident);
      show();
      if (isNew) rows.get(incident.incident)?.firstChild.classList.add('arrived');
    },
    reset: start,
  });
}

function start() {
  read().catch((error) => {
    message.textContent = `The queue cannot be shown: ${error.message}`;
    message.hidden = incidents.size > 0;
    setTimeout(start, 5_000);
  });
}

for (const button of document.querySelectorAll('.tabs button')) {
  button.addEventListener('click', () => {
    status = button.dataset.status;
    for (const other of document.querySelectorAll('.tabs button')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    start();
  });
}
document.querySelector('#back').addEventListener('click', () => {
  document.body.classList.remove('working');
});

const wanted = /^#(INC-\d+)$/.exec(location.hash)?.[1];
if (wanted) timeline.setAttribute('incident', wanted);
start();
