// The intranet's own script: the greeting, and the list of one's own reports.
import { connect } from '{{kit}}/kit/client.js';

const now = new Date();
document.querySelector('#date').textContent = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
}).format(now);
const parts = [
  [12, 'morning'],
  [18, 'afternoon'],
  [24, 'evening'],
];
document.querySelector('#part-of-day').textContent = parts.find(
  ([until]) => now.getHours() < until,
)[1];

// The same identity as the elements', so they share one client.
const kit = connect({
  endpoint: '{{kit}}',
  siteKey: '{{key}}',
  tokenUrl: '/portal/incident-token',
});

const list = document.querySelector('#reports');
const none = document.querySelector('#no-reports');
const timeline = document.querySelector('#timeline');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

function choose(incident) {
  timeline.setAttribute('incident', incident);
  timeline.hidden = false;
  for (const button of list.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.incident === incident));
  }
}

function rowOf({ incident, title, status, reportedAt }) {
  const row = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.incident = incident;
  button.append(
    Object.assign(document.createElement('span'), { className: 'title', textContent: title }),
    Object.assign(document.createElement('span'), {
      className: 'number',
      textContent: `${incident} · ${status.name} · ${day.format(reportedAt)}`,
    }),
  );
  const badge = document.createElement('sla-badge');
  badge.setAttribute('incident', incident);
  button.append(badge);
  button.addEventListener('click', () => choose(incident));
  row.append(button);
  return row;
}

async function show(chosen) {
  const { incidents } = await kit.call((api) =>
    api.incidents.list.query({ status: 'all', limit: 4 }),
  );
  list.replaceChildren(...incidents.map(rowOf));
  none.hidden = incidents.length > 0;
  const incident = chosen ?? incidents[0]?.incident;
  if (incident) choose(incident);
}

document.addEventListener('incident-submitted', (event) => show(event.detail.incident));
document.addEventListener('incident-changed', () => show(timeline.getAttribute('incident')));
show().catch(() => {
  none.textContent = 'Your reports cannot be shown right now. The form still works.';
  none.hidden = false;
});
