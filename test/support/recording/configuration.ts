const minute = 60_000;
const hour = 60 * minute;

export const teams = {
  teams: [
    {
      id: 'desk',
      name: 'Service desk',
      members: [
        { id: 'grace', name: 'Grace Okafor' },
        { id: 'noah', name: 'Noah Stein' },
      ],
      managers: [{ id: 'mia', name: 'Mia Lind' }],
      escalatesTo: 'network',
    },
    {
      id: 'network',
      name: 'Network',
      tier: 2,
      members: [
        { id: 'nils', name: 'Nils Berg' },
        { id: 'nora', name: 'Nora Falk', available: false },
        { id: 'omar', name: 'Omar Said' },
      ],
      managers: [{ id: 'mia', name: 'Mia Lind' }],
    },
    { id: 'security', name: 'Security', tier: 3, members: [{ id: 'sam', name: 'Sam Cole' }] },
  ],
};

export const catalogue = {
  services: [
    { id: 'wifi', name: 'Wi-Fi', owner: 'network', tier: 1, dependsOn: ['core'] },
    { id: 'core', name: 'Core network', owner: 'network' },
    { id: 'email', name: 'Email', owner: 'desk' },
    { id: 'laptop', name: 'Laptop or phone' },
  ],
  categories: [
    { id: 'outage', name: 'It does not work' },
    { id: 'access', name: 'I cannot get in' },
    { id: 'security', name: 'Something looks suspicious' },
  ],
};

const working = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
];
export const calendars = {
  calendars: [
    {
      id: 'office',
      name: 'Office hours',
      calendar: {
        zone: 'Europe/Berlin',
        weekly: { mon: working, tue: working, wed: working, thu: working, fri: working },
        holidays: [
          { date: '2026-04-03', name: 'Good Friday' },
          { date: '2026-04-06', name: 'Easter Monday' },
        ],
        extra: [{ date: '2026-03-07', windows: [['10:00', '14:00']] }],
      },
    },
    {
      id: 'nights',
      name: 'Nights in New York',
      calendar: {
        zone: 'America/New_York',
        weekly: {
          mon: [['22:00', '06:00']],
          tue: [['22:00', '06:00']],
          wed: [['22:00', '06:00']],
          thu: [['22:00', '06:00']],
        },
      },
    },
  ],
};

export const policies = {
  policies: [
    {
      id: 'vip',
      name: 'Very important people',
      when: { reporterGroup: ['vip'] },
      targets: { response: 10 * minute, resolution: 2 * hour, update: 30 * minute },
      warnAt: 0.5,
    },
    {
      id: 'office',
      name: 'In office hours',
      when: { service: ['email', 'laptop'] },
      calendar: 'office',
      targets: { update: 4 * hour },
      pauses: { response: false, resolution: true, update: true },
      reopen: 'new-cycle',
    },
    { id: 'nights', name: 'At night', when: { service: ['core'] }, calendar: 'nights' },
    { id: 'default', name: 'All others' },
  ],
};

export const escalations = {
  policies: [
    {
      id: 'urgent',
      name: 'Whatever is urgent',
      when: { priority: ['P1', 'P2'] },
      stopOn: 'resolve',
      steps: [
        {
          after: { target: 'response', percent: 50 },
          actions: [{ action: 'notify', whom: 'team' }],
        },
        {
          after: { target: 'resolution', beforeDueMs: hour },
          actions: [
            { action: 'notify', whom: 'assignee' },
            { action: 'notify', whom: 'managers' },
          ],
          repeat: { times: 2, everyMs: 20 * minute },
        },
        {
          after: { target: 'resolution', afterDueMs: 0 },
          actions: [{ action: 'reassign', team: 'security' }, { action: 'raise' }],
        },
      ],
    },
    {
      id: 'quiet',
      name: 'Until somebody looks',
      when: { service: ['email'] },
      steps: [
        {
          after: { target: 'response', afterDueMs: 10 * minute },
          actions: [{ action: 'notify', whom: 'managers', team: 'desk' }],
        },
      ],
    },
  ],
};

export const routing = {
  rules: [
    {
      id: 'phishing',
      name: 'Phishing',
      when: { text: ['phishing', 'strange mail'] },
      route: { team: 'security', category: 'security', assign: 'least-loaded' },
    },
    {
      id: 'wifi',
      name: 'Wi-Fi',
      when: { service: ['wifi'], site: ['pk_intranet'] },
      route: { team: 'network', assign: 'round-robin' },
    },
    {
      id: 'partners',
      name: 'Partners',
      when: { reporterEmail: ['@partner.example'] },
      route: { team: 'desk', assign: 'least-loaded' },
    },
    {
      id: 'locked-out',
      name: 'Locked out',
      when: { text: ['password'] },
      route: { category: 'access' },
    },
  ],
};

const waiting = ['waiting-reporter', 'waiting-parts'];
const open = ['new', 'in-progress', 'in-test', ...waiting];

const way = (from: string, to: string, requires: string[] = []) => ({ from, to, requires });

export const workflow = {
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'in-progress', name: 'In progress', category: 'active' },
    { id: 'in-test', name: 'In test', category: 'active' },
    {
      id: 'waiting-reporter',
      name: 'Waiting for reporter',
      category: 'waiting',
      resumesOnReply: true,
    },
    { id: 'waiting-parts', name: 'Waiting for parts', category: 'waiting' },
    { id: 'resolved', name: 'Resolved', category: 'resolved' },
    { id: 'closed', name: 'Closed', category: 'closed' },
    { id: 'cancelled', name: 'Cancelled', category: 'closed' },
  ],
  initial: 'new',
  actions: {
    acknowledge: 'in-progress',
    resume: 'in-progress',
    resolve: 'resolved',
    reopen: 'in-progress',
    close: 'closed',
    cancel: 'cancelled',
  },
  transitions: [
    way('new', 'in-progress'),
    way('in-progress', 'in-test', ['assignee']),
    way('in-test', 'in-progress'),
    way('in-progress', 'waiting-reporter', ['reason']),
    way('in-progress', 'waiting-parts', ['reason', 'team']),
    way('new', 'waiting-reporter', ['reason']),
    ...waiting.map((from) => way(from, 'in-progress')),
    ...open.filter((from) => from !== 'new').map((from) => way(from, 'resolved')),
    ...open.map((from) => way(from, 'cancelled', ['reason'])),
    way('resolved', 'in-progress', ['reason']),
    way('resolved', 'closed'),
  ],
  closeAfterMs: 48 * hour,
};

export const matrix = {
  impacts: [
    { id: 'high', name: 'High', everyday: 'Everyone, or a whole site' },
    { id: 'medium', name: 'Medium', everyday: 'My team or department' },
    { id: 'low', name: 'Low', everyday: 'Only me' },
  ],
  urgencies: [
    { id: 'high', name: 'High', everyday: 'Work has stopped' },
    { id: 'medium', name: 'Medium', everyday: 'Work is slow or needs a detour' },
    { id: 'low', name: 'Low', everyday: 'It can wait' },
  ],
  priorities: [
    {
      id: 'P1',
      name: 'Critical',
      color: '#d1293d',
      targets: { response: 15 * minute, resolution: 4 * hour },
    },
    {
      id: 'P2',
      name: 'High',
      color: '#d9730d',
      targets: { response: 30 * minute, resolution: 8 * hour },
    },
    {
      id: 'P3',
      name: 'Medium',
      color: '#b58a00',
      targets: { response: 2 * hour, resolution: 24 * hour },
    },
    { id: 'P4', name: 'Low', color: '#64748b', targets: { response: null, resolution: null } },
  ],
  cells: {
    high: { high: 'P1', medium: 'P2', low: 'P3' },
    medium: { high: 'P2', medium: 'P3', low: 'P4' },
    low: { high: 'P3', medium: 'P4', low: 'P4' },
  },
};

/** What the database of the recorded kit begins with; the matrix is the one that a kit comes with. */
export const configuration = {
  teams,
  catalogue,
  calendars,
  'sla-policies': policies,
  'escalation-policies': escalations,
  'routing-rules': routing,
  workflow,
};
