// The status page's own script. Which incidents it speaks of comes from its owner's server; how each
// of them stands is the badges' business, which count and change by themselves.
const say = {
  new: 'We know of a problem and are about to look into it.',
  active: 'We are working on it.',
  waiting: 'We wait for others to do their part.',
};
const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Keeps a badge that is on the page already, so that it neither blinks nor starts anew. */
const badges = new Map();
function badge(incident, variant, place) {
  const key = `${incident} ${place}`;
  if (!badges.has(key)) {
    const element = document.createElement('sla-badge');
    element.setAttribute('incident', incident);
    element.setAttribute('variant', variant);
    badges.set(key, element);
  }
  return badges.get(key);
}

function incidentRow({ incident, status, reportedAt }) {
  return make(
    'li',
    {},
    make(
      'div',
      { textContent: say[status] ?? '' },
      make('small', { textContent: `${incident} · since ${clock.format(reportedAt)}` }),
    ),
    badge(incident, 'pill', 'service'),
  );
}

function serviceRow(service, open) {
  const here = open.filter((incident) => incident.service === service.id);
  const name = make(
    'div',
    { className: 'service' },
    service.name,
    make('span', {
      className: here.length ? 'state bad' : 'state',
      textContent: here.length ? 'Disturbed' : 'Working',
    }),
  );
  const row = make('li', {}, name);
  if (here.length) row.append(make('ul', { className: 'incidents' }, ...here.map(incidentRow)));
  return row;
}

function pastRow({ incident, service, reportedAt }, services) {
  const cell = (content) => make('td', {}, content);
  return make(
    'tr',
    {},
    cell(incident),
    cell(services.find(({ id }) => id === service)?.name ?? ''),
    cell(clock.format(reportedAt)),
    cell(badge(incident, 'bar', 'past')),
  );
}

function showHero(services, open) {
  const disturbed = services.filter(({ id }) => open.some(({ service }) => service === id));
  const hero = document.querySelector('#hero');
  hero.dataset.state = disturbed.length ? 'bad' : 'good';
  document.querySelector('#headline').textContent =
    disturbed.length === 0
      ? 'Everything is working'
      : disturbed.length === 1
        ? `${disturbed[0].name} is disturbed`
        : `${disturbed.length} of ${services.length} services are disturbed`;
  document.querySelector('#subline').textContent = disturbed.length
    ? 'We are on it. Each incident below says by when we mean to have it solved.'
    : 'Nothing is reported as broken at the moment.';
  const [worst] = [...open].sort(
    (a, b) => a.priority.localeCompare(b.priority) || b.reportedAt - a.reportedAt,
  );
  const dial = document.querySelector('#dial');
  dial.hidden = !worst;
  if (worst) {
    dial.replaceChildren(
      badge(worst.incident, 'ring', 'hero'),
      make('small', { textContent: `${worst.incident}, most urgent` }),
    );
  }
}

function showPicture([incident]) {
  document.querySelector('#embed').hidden = !incident;
  if (!incident) return;
  const address = `{{kit}}/badges/incident/${incident.incident}.svg?key={{key}}`;
  const picture = document.querySelector('#picture');
  picture.src = address;
  picture.alt = `How ${incident.incident} stands`;
  document.querySelector('#snippet').textContent =
    `<img src="${address}" alt="${incident.incident}">`;
}

async function show() {
  const response = await fetch('/status/services.json');
  if (!response.ok) throw new Error(`services.json: ${response.status}`);
  const { services, open, resolved } = await response.json();
  showHero(services, open);
  document
    .querySelector('#services')
    .replaceChildren(...services.map((service) => serviceRow(service, open)));
  document
    .querySelector('#past')
    .replaceChildren(...resolved.map((incident) => pastRow(incident, services)));
  showPicture([...open, ...resolved]);
}

function keepShowing() {
  show()
    .catch(() => {
      document.querySelector('#subline').textContent =
        'This page cannot reach its server right now; it shows what it knew last.';
    })
    .finally(() => setTimeout(keepShowing, 15_000));
}
keepShowing();
