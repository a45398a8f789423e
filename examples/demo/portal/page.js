// The intranet's own script: the greeting, and which report is shown.
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

// What was just reported is what its reporter wants to see.
document.addEventListener('incident-submitted', ({ detail }) => {
  const timeline = document.querySelector('#timeline');
  document.querySelector('#reports').setAttribute('incident', detail.incident);
  timeline.setAttribute('incident', detail.incident);
  timeline.hidden = false;
});

// What is found is read below the search.
document.querySelector('knowledge-search').addEventListener('article-selected', ({ detail }) => {
  const article = document.querySelector('#article');
  article.setAttribute('article-id', detail.article);
  article.hidden = false;
});
