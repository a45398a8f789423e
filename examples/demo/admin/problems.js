// A problem that is chosen opens below the list.
const place = document.querySelector('#problem');
const list = document.querySelector('#problems');

list.addEventListener('problem-selected', ({ detail }) => {
  place.hidden = false;
  place.querySelector('problem-record').setAttribute('problem', detail.problem);
  place.scrollIntoView({ block: 'nearest' });
});

// An incident of a hint is looked at where the desk works on it.
list.addEventListener('incident-selected', ({ detail }) => {
  open(`/desk#${detail.incident}`, '_blank');
});
