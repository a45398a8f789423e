import type { ResolutionCode, Role } from '@incident-kit/server/domain';

/** How an incident ended, as people say it. */
const codes: Record<ResolutionCode, string> = {
  fixed: 'Fixed',
  workaround: 'There is a way around it',
  'no-fault-found': 'No fault found',
  'user-guidance': 'Explained how it works',
  'third-party': 'Fixed by somebody else',
  duplicate: 'Reported before',
  'alert-ended': 'The alerts are over',
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

const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : `${items[0] ?? ''}`;

/** The messages of `<incident-timeline>` for whoever reads it. */
export const messages = {
  label: (reference: string) => `Timeline of ${reference}`,
  loading: 'Loading the timeline',
  reportedBy: (name: string) => `Reported by ${name}`,
  reportedByVisitor: 'Reported by a visitor',
  somebody: (role: Role) => roles[role],
  // What was done, to be read after who did it.
  didReport: 'reported this',
  didAcknowledge: 'acknowledged it',
  didNote: 'wrote',
  didEditNote: 'changed a note',
  didRetractNote: 'took a note back',
  didRetitle: (title: string) => `changed the title to “${title}”`,
  didCategorize: (service: string | null, category: string | null) =>
    service || category
      ? `filed it under ${list([service, category].flatMap((each) => (each ? `“${each}”` : [])))}`
      : 'took it out of its service and category',
  didPrioritize: 'changed its priority',
  didHold: (status: string) => `let it wait: “${status}”`,
  didResume: (status: string) => `took it up again: “${status}”`,
  didMove: (status: string) => `moved it to “${status}”`,
  didResolve: 'resolved it',
  didConfirm: 'confirmed that it is fixed, which closed it',
  didClose: 'closed it',
  didSayNotFixed: 'said that it is not fixed, which reopened it',
  didReopen: 'reopened it',
  didCancel: 'cancelled it',
  didMerge: (into: string) => `closed it as a duplicate of ${into}`,
  didJoin: 'has the same trouble',
  closedBySilence: 'Closed by itself, as nobody said that it was not fixed',
  resumedByReply: (status: string) => `“${status}” again, now that there is an answer`,
  somebodyJoined: 'Somebody else has the same trouble',
  edited: 'edited',
  retracted: 'This note was taken back.',
  codes,
  /** The box that shows times in full, in place of "2 hours ago". */
  exactTimes: 'Exact times',
  nothingYet: 'Nothing has happened since. News appears here by itself.',
  note: 'Add a note',
  notePlaceholder: 'Write a note…',
  more: 'More actions',
  /** By when the desk means to do what comes next; said to whoever reported it. */
  aimToAnswer: (when: string) => `We aim to answer by ${when}.`,
  aimToSolve: (when: string) => `We aim to solve it by ${when}.`,
  late: (when: string) => `This takes longer than we aimed for (${when}).`,
  offline:
    'There is no connection to the server. This is how it stood last; news appears when it is back.',
  failed: 'The timeline could not be loaded.',
  retry: 'Try again',
  notFound: 'This incident does not exist, or it is not yours to see.',
  noIncident: 'No incident was chosen.',
  notConfigured: 'This timeline is not set up yet.',
  notLive: 'This timeline is no longer live. Reload the page for news.',
};

export type IncidentTimelineMessages = typeof messages;
