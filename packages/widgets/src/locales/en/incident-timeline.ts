import type { ResolutionCode, Role } from '@incident-kit/server/domain';

/** How an incident ended, as people say it. */
const codes: Record<ResolutionCode, string> = {
  fixed: 'Fixed',
  workaround: 'There is a way around it',
  'no-fault-found': 'No fault found',
  'user-guidance': 'Explained how it works',
  'third-party': 'Fixed by somebody else',
  duplicate: 'Reported before',
};

const roles: Record<Role, string> = {
  reporter: 'Somebody',
  agent: 'Service desk',
  manager: 'Service desk',
  admin: 'Service desk',
  anonymous: 'A visitor',
  receipt: 'The reporter',
  system: 'Incident Kit',
};

/** The words of `<incident-timeline>`. */
export const incidentTimelineWords = {
  label: (reference: string) => `Timeline of ${reference}`,
  loading: 'Loading the timeline',
  reportedBy: (name: string) => `Reported by ${name}`,
  reportedByVisitor: 'Reported by a visitor',
  somebody: (role: Role) => roles[role],

  didReport: 'reported this',
  didAcknowledge: 'acknowledged it',
  didNote: 'wrote',
  didNoteInternally: 'wrote an internal note',
  didResolve: 'resolved it',
  priorityChosen: (priority: string, impact: string, urgency: string) =>
    `Priority ${priority}, from ${impact} impact and ${urgency} urgency`,
  code: (code: ResolutionCode) => codes[code],
  codes: Object.entries(codes) as [ResolutionCode, string][],
  internal: 'Internal note',
  internalHint: 'Only the desk sees it',
  nothingYet: 'Nothing has happened since. News appears here by itself.',

  later: 'Show later entries',
  loadingMore: 'Loading…',

  note: 'Add a note',
  notePlaceholder: 'Write a note…',
  visibility: 'Who sees this note',
  public: 'Everyone on this incident',
  publicFor: 'The reporter sees this note.',
  internalFor: 'Only the desk sees this note.',
  sendPublic: 'Send',
  sendToReporter: 'Send to reporter',
  sendInternal: 'Add internal note',
  sending: 'Sending…',
  shortcut: (key: string) => `${key} sends`,
  noteOffline: 'You are offline. Your note is still here; send it when you are back.',
  missingNote: 'Write something first.',

  acknowledge: 'Acknowledge',
  resolve: 'Resolve…',
  resolveHeading: 'Resolve this incident',
  resolveCode: 'How was it resolved?',
  resolveText: 'What was done?',
  resolveHint: 'The reporter reads this.',
  chooseCode: 'Choose one',
  missingCode: 'Choose how it was resolved.',
  missingText: 'Say in a few words what was done.',
  resolveSend: 'Resolve',
  resolvedMeanwhile:
    'Somebody resolved this while you were writing. Your text is in the box for a note.',
  cancel: 'Cancel',

  offline: 'You are offline. This is how it stood last; news appears when you are back.',
  failed: 'The timeline could not be loaded.',
  retry: 'Try again',
  notFound: 'This incident does not exist, or it is not yours to see.',
  noIncident: 'No incident was chosen.',
  notConfigured: 'This timeline is not set up yet.',
  notLive: 'This timeline is no longer live. Reload the page for news.',
};
