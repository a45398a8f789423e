const said = (n: number) => n.toLocaleString('en');
const count = (n: number, one: string, many: string) => `${said(n)} ${n === 1 ? one : many}`;

/** What `<alert-rules>` says to whoever changes them. */
export const messages = {
  addRule: 'Add a rule',
  newRule: 'A new rule',
  editOf: (rule: string) => `Change “${rule}”`,
  undo: 'Undo',
  redo: 'Redo',

  conditions: 'Which alerts',
  conditionsHint:
    'All that is filled in has to fit. Without any of it the rule is for every alert.',
  becomes: 'What becomes of them',
  fields: {
    name: 'Name',
    source: 'Sources',
    severity: 'Severities',
    labels: 'Labels',
    text: 'Words',
    outcome: 'They become',
    grouping: 'Together',
    groupBy: 'Labels that are the same',
    threshold: 'How many different alerts have to fire',
    pause: 'Nobody is told for (minutes)',
    service: 'Service',
    impact: 'Impact',
    urgency: 'Urgency',
  },
  hints: {
    source: 'Keys, with commas between them',
    severity: 'In the words of the source, with commas between them',
    labels: 'One a line: environment = test, staging',
    text: 'One a line, of which the title or the text has one',
    groupBy: 'With commas between them',
    threshold: 'Of a group, from 1 to 1,000',
    pause: 'In case they end by themselves, up to 15',
  },
  outcomes: { raise: 'An incident', list: 'Nothing: they are only listed' },
  groupings: {
    each: 'Each is an incident of its own',
    all: 'All are one incident',
    labels: 'Those with the same labels are one',
  },
  asLabels: 'As their labels say',
  asSeverity: 'As their severity says',
  problems: {
    name: 'Give it a name.',
    labels: 'Write each line like environment = test, staging.',
    groupBy: 'Name at least one label.',
    threshold: 'Write a whole number from 1 to 1,000.',
    pause: 'Write a number from 0 to 15.',
  },
  addToDraft: 'Add to the draft',
  keepInDraft: 'Keep in the draft',
  cancel: 'Cancel',

  changesLabel: 'What would change',
  changes: (n: number) => count(n, 'change is not published', 'changes are not published'),
  added: (rule: string) => `“${rule}” is new`,
  removed: (rule: string) => `“${rule}” goes`,
  changed: (rule: string) => `“${rule}” is another`,
  renamed: (from: string, to: string) => `“${from}” is “${to}”`,
  reordered: 'The order is another',
  setting: (name: string) => `Another setting: ${name}`,
  settings: {
    severities: 'what severities mean',
    otherwise: 'the levels of other alerts',
    serviceLabels: 'the labels of services',
    settleMs: 'how long alerts have to be over',
    reopenWithinMs: 'how long an incident is opened again',
    groupWithinMs: 'how long others join a group',
    maintenance: 'maintenance',
    anomalies: 'what is watched',
    storm: 'what is a storm',
  },

  tryHint:
    'The alerts of the last weeks are gone through again as if your draft had been in force. Nothing is written, and nobody is told.',
  try: 'Try it on past alerts',
  trying: 'Trying…',
  outdated: 'You have changed the rules since. This is of what they were before.',
  noAlerts: 'No alert is remembered that it could be tried on.',
  tried: (incidents: number, fired: number) =>
    `It would have made ${count(incidents, 'incident', 'incidents')} of ${count(fired, 'time that an alert fired', 'times that alerts fired')}.`,
  inForce: (incidents: number) =>
    `The rules in force would have made ${count(incidents, 'incident', 'incidents')}.`,
  listed: (n: number) => (n === 0 ? '' : `${count(n, 'time was', 'times were')} only listed.`),
  notAll: (alerts: number) => `It was tried on the last ${count(alerts, 'alert', 'alerts')} only.`,
  incidents: 'The incidents there would have been, the newest first',
  wouldBe: (of: {
    when: string;
    /** Its name; null where no rule is for it. */
    rule: string | null;
    service: string | null;
    alerts: number;
    episodes: number;
    reopened: number;
  }) =>
    [
      of.when,
      of.rule === null ? 'no rule' : `by “${of.rule}”`,
      ...(of.service === null ? [] : [of.service]),
      count(of.alerts, 'alert', 'alerts'),
      ...(of.episodes > of.alerts ? [`fired ${said(of.episodes)} times`] : []),
      ...(of.reopened > 0 ? [`opened again ${count(of.reopened, 'time', 'times')}`] : []),
    ].join(' · '),
  showMore: 'Show more',
  andOthers: (n: number) => `and ${count(n, 'other', 'others')}`,

  reason: 'Why? (optional)',
  reasonHint: 'Kept with the version, for whoever asks later.',
  publish: 'Publish',
  publishing: 'Publishing…',
  discard: 'Discard all',
  published: (version: number) =>
    `Version ${version} is in force. It applies to what fires from now on.`,
  newer: (theirs: number, mine: number) =>
    `Version ${theirs} was published while you were editing version ${mine}. Your changes are still here.`,
  compare: 'Compare',
  conflict: 'Somebody published other rules while you were editing.',
  theirs: (version: number, name: string | null) =>
    name ? `Theirs: version ${version}, by ${name}` : `Theirs: version ${version}`,
  mine: (version: number) => `Yours, from version ${version}`,
  keepMine: 'Keep mine on top of theirs',
  discardMine: 'Take theirs, drop mine',
};

export type AlertRulesEditorMessages = typeof messages;
