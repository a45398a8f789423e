// The desk's own script: which of its two panes a narrow window shows, and the address of what is open.
const queue = document.querySelector('#queue');
const timeline = document.querySelector('#timeline');

const review = document.querySelector('#review');

function open(incident) {
  document.body.classList.add('working');
  // The review below is of what is open.
  review.hidden = review.hidden || review.incident !== incident;
  // A link to one of its entries stays.
  if (location.hash.startsWith(`#${incident}-`)) return;
  const { pathname, search } = location;
  history.replaceState(null, '', `${pathname}${search}#${incident}`);
}

queue.addEventListener('incident-selected', ({ detail }) => open(detail.incident));

/** Both panes turn to an incident that something else on the page tells of. */
function turnTo(incident) {
  queue.setAttribute('incident', incident);
  timeline.setAttribute('incident', incident);
  open(incident);
}

// What is like the incident that is shown.
timeline.addEventListener('incident-selected', ({ detail }) => turnTo(detail.incident));

// An article that may help, or was made of it, opens below it.
timeline.addEventListener('article-selected', ({ detail }) => {
  const article = document.querySelector('#article');
  article.setAttribute('article-id', detail.article);
  article.hidden = false;
  article.scrollIntoView({ block: 'nearest' });
});

/** The review of the incident opens below it. */
function openReview(incident) {
  review.setAttribute('incident', incident);
  review.hidden = false;
  review.scrollIntoView({ block: 'nearest' });
}

timeline.addEventListener('review-selected', (event) => {
  event.preventDefault();
  openReview(event.detail.incident);
});

// What the bell tells of opens beside the queue: a link to another part of this page would not.
document.querySelector('#bell').addEventListener('incident-selected', (event) => {
  event.preventDefault();
  turnTo(event.detail.incident);
});

function back() {
  document.body.classList.remove('working');
  queue.focus();
}

document.querySelector('#back').addEventListener('click', back);
// Escape on the incident's title is the way back to its row.
timeline.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.defaultPrevented) document.body.classList.remove('working');
});

const wanted = /^#(INC-\d+)(-\d+)?$/.exec(location.hash)?.[1];
if (wanted) {
  queue.setAttribute('incident', wanted);
  timeline.setAttribute('incident', wanted);
  if (new URLSearchParams(location.search).has('review')) openReview(wanted);
}
