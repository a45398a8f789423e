// Whose badges are shown, and what to copy for each. All that they say is theirs.
const forms = document.querySelector('#forms');

document.querySelector('#incidents').addEventListener('incident-selected', ({ detail }) => {
  const { incident } = detail;
  for (const badge of forms.querySelectorAll('sla-badge')) {
    badge.setAttribute('incident', incident);
    const variant = badge.getAttribute('variant');
    badge.nextElementSibling.firstChild.textContent = `<sla-badge incident="${incident}"${variant ? ` variant="${variant}"` : ''}></sla-badge>`;
  }
  const picture = forms.querySelector('img');
  picture.src = `{{kit}}/badges/incident/${incident}.svg?key={{key}}`;
  picture.alt = `How ${incident} stands`;
  picture.nextElementSibling.firstChild.textContent = `<img src="${picture.src}" alt="${incident}">`;
  document.querySelector('#choose').hidden = true;
  forms.hidden = false;
});
