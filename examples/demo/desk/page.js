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
const more = document.querySelector('#more');
const counts = document.querySelector('#counts');
const heading = document.querySelector('#queue-title');
const work = document.querySelector('#work');
const timeline = document.querySelector('#timeline');
const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** As many as are read, and shown, at once. */
const pageSize = 50;

let status = 'open';
/** Of each list that the queue is made of: how far it was read, and how many it had. */
let lists = {};
/** How many were not yet answered. */
let unanswered = {};
/** What is known of the queue, by incident: a page or more, and what has changed since. */
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

/** Whether there is still something to do. */
const isOpen = ({ status }) => !['resolved', 'closed'].includes(status.category);

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

/** By what it is in order: the lower, the sooner. */
const placeOf = (incident) => (status === 'open' ? dueAt(incident) : -incident.reportedAt);

/** Which of the lists has an incident. */
function listOf(incident) {
  if (status === 'over') return isOpen(incident) ? undefined : lists.over;
  return isOpen(incident) ? lists.open : incident.repliedAt === null ? undefined : lists.replied;
}

function show() {
  // What lies beyond the pages that were read comes with its own.
  const sorted = [...incidents.values()]
    .filter((incident) => placeOf(incident) <= listOf(incident).end)
    .sort((a, b) => placeOf(a) - placeOf(b) || b.reportedAt - a.reportedAt);
  const isMore = Object.values(lists).some(({ next }) => next !== null);
  if (isMore && sorted.length === 0) return start();
  more.hidden = !isMore;
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
    const replied = counted(lists.replied, (incident) => !isOpen(incident));
    counts.textContent =
      `${counted(lists.open, isOpen)} open, ` +
      `${counted(unanswered, (incident) => incident.status.category === 'new')} not yet answered` +
      (replied === '0' ? '' : `, ${replied} resolved with a reply`);
  }
  if (!timeline.getAttribute('incident') && sorted[0]) choose(sorted[0].incident, false);
}

/** How many there are: counted here where all are known, else as the server has counted them. */
function counted({ total, isMore }, isOfIt) {
  const known = [...incidents.values()].filter(isOfIt).length;
  if (Object.values(lists).every(({ next }) => next === null)) return String(known);
  return `${Math.max(total, known)}${isMore ? '+' : ''}`;
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

/** A page of a list: what is due first, or the newest of what is over. */
function readPage(which, before, limit = pageSize) {
  const order = which === 'open' ? 'due' : 'newest';
  return kit.call((api) =>
    api.incidents.list.query({ status: which, order, limit, ...(before && { before }) }),
  );
}

function keep(which, { incidents: page, next, total, isMore }) {
  for (const incident of page) {
    // The stream may have said something newer meanwhile.
    const known = incidents.get(incident.incident);
    if (!known || known.seq <= incident.seq) incidents.set(incident.incident, incident);
  }
  const last = page.at(-1);
  lists[which] = { next, total, isMore, end: next && last ? placeOf(last) : Infinity };
}

async function read() {
  stopWatching();
  // What is resolved is no longer open, but for those whose reporter has written since.
  const shown = status === 'open' ? ['open', 'replied'] : ['over'];
  const [fresh, ...pages] = await Promise.all([
    // Of these, only how many there are.
    readPage('new', null, 1),
    ...shown.map((which) => readPage(which)),
  ]);
  incidents.clear();
  lists = {};
  unanswered = fresh;
  pages.forEach((page, index) => {
    keep(shown[index], page);
  });
  show();
  stopWatching = kit.watch('incidents', Math.min(...pages.map(({ seq }) => seq)), {
    change({ incident }) {
      const isNew = !incidents.has(incident.incident);
      if (listOf(incident)) incidents.set(incident.incident, incident);
      else incidents.delete(incident.incident);
      show();
      if (isNew) rows.get(incident.incident)?.firstChild.classList.add('arrived');
    },
    reset: start,
  });
}

/** The next page of each list that has one. */
async function readMore() {
  const before = lists;
  const unread = Object.entries(lists).filter(([, { next }]) => next !== null);
  const pages = await Promise.all(unread.map(([which, { next }]) => readPage(which, next)));
  // All was read anew meanwhile.
  if (lists !== before) return;
  unread.forEach(([which], index) => {
    keep(which, pages[index]);
  });
  show();
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
more.addEventListener('click', () => {
  more.disabled = true;
  readMore()
    .catch(() => start())
    .finally(() => {
      more.disabled = false;
    });
});
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
