// An incident that a draft would have made something else of is looked at where the desk works on it.
document.querySelector('priority-matrix').addEventListener('incident-selected', ({ detail }) => {
  open(`/desk#${detail.incident}`, '_blank');
});
