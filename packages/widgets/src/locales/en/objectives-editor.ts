const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** What `<service-objectives>` says to whoever changes them. */
export const messages = {
  loadingForEditing: 'Loading the objectives for editing',
  failed: 'The objectives could not be loaded for editing.',
  retry: 'Try again',
  newObjective: 'A new objective',
  editOf: (objective: string) => `Edit “${objective}”`,
  undo: 'Undo',
  redo: 'Redo',

  fields: {
    name: 'Name',
    service: 'Service',
    target: 'Target (percent)',
    windowDays: 'Window (days)',
    counted: 'What is counted',
    priority: 'Incidents of this priority or higher',
    isPublic: 'Public',
  },
  hints: {
    name: 'What people count on, such as “Orders go through”',
    target: 'From 50 to 99.9999',
    windowDays: 'How far back it looks, from 1 to 90',
    isPublic: 'Reporters and visitors see it too, where their site shows the service.',
  },
  countedHints: {
    measurements: 'A source posts how many events there were, and how many of them were good.',
    incidents: 'The time is good in which the service has no such incident open.',
  },
  /** How a source calls it. */
  postedAs: (id: string) => `Sources post its measurements as “${id}”.`,
  counted: {
    measurements: 'Events that a source measures',
    incidents: 'Time without an open incident',
  },
  allowsTime: (span: string, days: string) =>
    `That allows for ${span} with such an incident in ${days}.`,
  allowsEvents: (bad: string, of: string) => `That allows for ${bad} bad of ${of} events.`,
  chooseService: 'Choose a service',
  problems: {
    name: 'Give it a name.',
    service: 'Choose a service.',
    target: 'Write a number from 50 to 99.9999, with at most four decimals.',
    windowDays: 'Write a whole number from 1 to 90.',
    priority: 'Choose a priority.',
  },
  addToDraft: 'Add to the draft',
  keepInDraft: 'Keep in the draft',
  cancel: 'Cancel',

  notPublished: 'not published yet',
  isChanged: 'changed',
  drafted: (aim: string) => `Once published: ${aim}`,
  figuresFollow: 'Its figures follow in a moment.',

  changesLabel: 'What would change',
  changes: (n: number) => count(n, 'change is not published', 'changes are not published'),
  added: (objective: string) => `“${objective}” is new`,
  removed: (objective: string) => `“${objective}” is removed`,
  changed: (objective: string, what: readonly string[]) => `“${objective}”: ${what.join(', ')}`,
  reordered: 'The order is another',
  differences: {
    name: (to: string) => `is called “${to}”`,
    service: (to: string, from: string) => `service ${to} (was ${from})`,
    target: (to: string, from: string) => `target ${to} (was ${from})`,
    windowDays: (to: string, from: string) => `window ${to} (was ${from})`,
    indicator: (to: string, from: string) => `counts ${to} (was ${from})`,
    isPublic: (isPublic: boolean) => (isPublic ? 'is public' : 'is public no longer'),
  },
  measuredEvents: 'measured events',
  incidentsOf: (priority: string) => `incidents of ${priority} or higher`,

  reason: 'Why? (optional)',
  reasonHint: 'Kept with the version, for whoever asks later.',
  publish: 'Publish',
  publishing: 'Publishing…',
  discard: 'Discard all',
  published: (version: number) => `Version ${version} is in force.`,
  newer: (theirs: number, mine: number) =>
    `Version ${theirs} was published while you were editing version ${mine}. Your changes are still here.`,
  compare: 'Compare',
  conflict: 'Somebody published other objectives while you were editing.',
  theirs: (version: number, name: string | null) =>
    name ? `Theirs: version ${version}, by ${name}` : `Theirs: version ${version}`,
  mine: (version: number) => `Yours, from version ${version}`,
  keepMine: 'Keep mine on top of theirs',
  discardMine: 'Take theirs, drop mine',
};

export type ObjectivesEditorMessages = typeof messages;
