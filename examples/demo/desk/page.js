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
const heading = document.querySelector('#queue-title');
const work = document.querySelector('#work');
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
/** What is to be done before a clock is due. */
const verbs = { response: 'Answer', update: 'Update', resolution: 'Solve' };
let stopWatching = () => {};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The clock that is due first of those that run, or the resolution's while none does. */
function nextClock({ clocks }) {
  const running = Object.values(clocks).filter(
    (each) => each && each.dueAt !== null && each.stoppedAt === null,
  );
  return running.sort((a, b) => a.dueAt - b.dueAt)[0] ?? clocks.resolution;
}

/** When somebody is to look at it again, epoch milliseconds. */
function dueAt(incident) {
  // Who was told that it is resolved, and says something, waits for somebody to look at it again.
  if (incident.repliedAt !== null) return 0;
  const { dueAt, stoppedAt } = nextClock(incident);
  return stoppedAt === null && dueAt !== null ? dueAt : Number.MAX_VALUE;
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
      make('span', { className: 'next' }, make('span', { className: 'verb' }), badge),
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
  const { target, stoppedAt, dueAt } = nextClock(incidents.get(incident));
  row.querySelector('sla-badge').setAttribute('target', target);
  row.querySelector('.verb').textContent =
    stoppedAt === null && dueAt !== null ? verbs[target] : '';
  return row;
}

function show() {
  const sorted = [...incidents.values()].sort((a, b) =>
    status === 'open' ? dueAt(a) - dueAt(b) : b.reportedAt - a.reportedAt,
  );
  const focused = document.activeElement;
  const place = [...queue.children].findIndex((row) => row.contains(focused));
  queue.replaceChildren(...sorted.map(({ incident }) => rowOf(incident)));
  // Sorting took the row out of the page for a moment, and the focus with it. One that is gone for good
  // leaves it to its neighbour.
  if (place >= 0) {
    const row = focused.isConnected
      ? focused
      : (queue.children[place] ?? queue.lastChild)?.firstChild;
    (row ?? heading).focus();
  }
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
    // The row may have left the view; the title comes when the incident has been read.
    work.focus();
    customElements.whenDefined('incident-timeline').then(() => {
      if (document.activeElement === work) timeline.focus();
    });
    history.replaceState(null, '', `#${incident}`);
  }
}

function belongs(incident) {
  const isOver = ['resolved', 'closed'].includes(incident.status.category);
  return status === 'over' ? isOver : !isOver || incident.repliedAt !== null;
}

async function read() {
  stopWatching();
  // To the end: what is due first may be among the oldest, and pages begin with the newest.
  const list = async (which) => {
    const incidents = [];
    let page = { next: undefined, seq: Number.POSITIVE_INFINITY };
    do {
      const { next: before, seq } = page;
      page = await kit.call((api) =>
        api.incidents.list.query({ status: which, limit: 100, ...(before && { before }) }),
      );
      incidents.push(...page.incidents);
      page.seq = Math.min(page.seq, seq);
      // Of what is over, nobody reads more than the newest.
    } while (page.next !== null && which !== 'over');
    return { incidents, seq: page.seq };
  };
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
function back() {
  document.body.classList.remove('working');
  const row = queue.querySelector('[aria-current=true]') ?? heading;
  row.focus();
}
document.querySelector('#back').addEventListener('click', back);
work.addEventListener('keydown', (event) => {
  // Escape in a form or in a menu of the timeline is theirs.
  const isOnTitle = timeline.shadowRoot?.activeElement?.matches('.title');
  if (event.key === 'Escape' && (event.target === work || isOnTitle)) back();
});

const wanted = /^#(INC-\d+)$/.exec(location.hash)?.[1];
if (wanted) timeline.setAttribute('incident', wanted);
start();
