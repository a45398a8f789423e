const count = (n: number, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${n.toLocaleString('en')} ${many}`;

/** The messages of `<problem-record>`. */
export const messages = {
  loading: 'Loading the problem',
  states: {
    open: 'Open',
    'known-error': 'Known error',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  opened: (when: string, by: string) => `opened ${when} by ${by}`,
  changed: (when: string) => `changed ${when}`,
  somebody: 'somebody',
  fields: {
    title: 'Title',
    description: 'Description',
    cause: 'Cause',
    workaround: 'Workaround',
    change: 'Change',
    service: 'Service',
    category: 'Category',
    team: 'Owner team',
  },
  unknown: 'not known yet',
  none: 'none',
  resolution: 'Resolution',

  incidents: (n: number) => count(n, 'incident', 'incidents'),
  noIncidents: 'No incident is linked to it yet.',
  latest: (n: number) => `The latest ${n} are shown.`,
  reported: (when: string) => `reported ${when}`,
  link: 'Link an incident',
  linkHint: 'Its number, as in INC-42.',
  linkIt: 'Link',
  unlink: (incident: string) => `Remove ${incident}`,

  history: 'History',
  steps: {
    opened: (who: string) => `${who} opened it`,
    edited: (who: string, what: string) => `${who} changed: ${what}`,
    resolved: (who: string) => `${who} resolved it`,
    closed: (who: string) => `${who} closed it`,
    reopened: (who: string) => `${who} reopened it`,
    erased: (who: string) => `${who} erased what was personal`,
  },

  edit: 'Edit',
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  saved: 'It was saved.',
  moves: { resolved: 'Resolve', closed: 'Close', open: 'Reopen' },
  moved: { resolved: 'It is resolved.', closed: 'It is closed.', open: 'It is open again.' },
  why: 'Why (optional)',
  /** Somebody else was faster: what they wrote is shown, and what was written here is kept. */
  takeOver: 'Look at theirs, and go on with mine',
  /** They are in one now; where both wrote something else, theirs stands below it. */
  taken: 'What they wrote is in the form now. Where you both wrote, theirs is below yours.',
  theirs: 'They wrote:',
  askToDiscard: 'Discard what you wrote?',
  discard: 'Discard',
  goOn: 'Go on',

  missing: 'No problem is chosen.',
  offline: 'There is no connection to the server. This is how it stood last.',
  failed: 'The problem could not be loaded.',
  retry: 'Try again',
  notConfigured: 'Problems are not set up on this page yet.',
};

export type ProblemRecordMessages = typeof messages;
