import type {
  EscalationAction,
  LinkKind,
  ResolutionCode,
  Role,
  RoutingReason,
  TargetName,
} from '@incident-kit/server/domain';

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

const because: Record<RoutingReason['because'][number], string> = {
  service: 'its service',
  category: 'its category',
  site: 'where it was reported',
  priority: 'its priority',
  reporter: 'who reported it',
  text: 'its text',
  always: 'no other rule',
  'service-owner': 'its service',
};

const chosen = {
  'round-robin': 'each in turn',
  'least-loaded': 'who has the least to do',
};

const links: Record<LinkKind, string> = {
  problem: 'the problem',
  change: 'the change',
  parent: 'its parent',
  related: 'the related',
};

const targets: Record<TargetName, string> = {
  response: 'first response',
  resolution: 'resolution',
  update: 'update',
};

const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : `${items[0] ?? ''}`;

function reason({ rule, because: causes }: RoutingReason): string {
  if (rule === null) return 'which owns its service';
  if (causes[0] === 'always') return `by rule “${rule}”, which is for all others`;
  return `by rule “${rule}”, because of ${list(causes.map((cause) => because[cause]))}`;
}

function step(action: EscalationAction): string {
  if (action.action === 'raise') return 'raised to management';
  if (action.action === 'reassign') return `handed to ${action.team}`;
  const of = action.team ? ` of ${action.team}` : '';
  return {
    assignee: 'the assignee was told',
    team: action.team ? `the team ${action.team} was told` : 'the team was told',
    managers: `the managers${of} were told`,
  }[action.whom];
}

/** What a form asks before something is done. Without `missing` the text may stay empty. */
export interface ActionFormMessages {
  heading: string;
  choice?: string;
  missingChoice?: string;
  text: string;
  hint: string;
  missing?: string;
  send: string;
}

const everybodyReads = 'The reporter and the desk read this.';

const forms = {
  resolve: {
    heading: 'Resolve this incident',
    choice: 'How was it resolved?',
    missingChoice: 'Choose how it was resolved.',
    text: 'What was done?',
    hint: 'The reporter reads this.',
    missing: 'Say in a few words what was done.',
    send: 'Resolve',
  },
  hold: {
    heading: 'Let this incident wait',
    choice: 'What is it waiting for?',
    missingChoice: 'Choose what it is waiting for.',
    text: 'Why?',
    hint: 'Only the desk reads this.',
    missing: 'Say in a few words why.',
    send: 'Let it wait',
  },
  'not-fixed': {
    heading: 'It is not fixed',
    text: 'What is still wrong?',
    hint: 'The service desk reads this and goes on.',
    missing: 'Say in a few words what is still wrong.',
    send: 'Send and reopen',
  },
  reopen: {
    heading: 'Reopen this incident',
    text: 'Why?',
    hint: everybodyReads,
    missing: 'Say in a few words why.',
    send: 'Reopen',
  },
  close: {
    heading: 'Close this incident',
    text: 'Why? (optional)',
    hint: everybodyReads,
    send: 'Close',
  },
  cancel: {
    heading: 'Cancel this incident',
    text: 'Why is it no longer needed?',
    hint: everybodyReads,
    missing: 'Say in a few words why.',
    send: 'Cancel incident',
  },
  'revoke-receipts': {
    heading: 'Withdraw the reporter’s link',
    text: 'Why? (optional)',
    hint: 'Only the desk reads this. Once withdrawn, the link opens nothing, and no other is given.',
    send: 'Withdraw the link',
  },
} satisfies Record<string, ActionFormMessages>;

/** The messages of `<incident-timeline>`. */
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
  didNoteInternally: 'wrote an internal note',
  didEditNote: 'changed a note',
  didRetractNote: 'took a note back',
  didRetitle: (title: string) => `changed the title to “${title}”`,
  didCategorize: (service: string | null, category: string | null) =>
    service || category
      ? `filed it under ${list([service, category].flatMap((each) => (each ? `“${each}”` : [])))}`
      : 'took it out of its service and category',
  didSetLevels: (impact: string, urgency: string, priority: string) =>
    `set ${impact} impact and ${urgency} urgency: priority ${priority}`,
  didSetPriority: (priority: string) => `set the priority to ${priority} by hand`,
  didRestorePriority: (priority: string) => `gave the priority back to the matrix: ${priority}`,
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
  didMergeOther: (duplicate: string) => `closed ${duplicate} as a duplicate of this`,
  didJoin: 'has the same trouble',
  didTake: 'took it',
  didAssign: (assignee: string | null, team: string | null) =>
    assignee || team
      ? `assigned it to ${assignee ?? team}${assignee && team ? `, ${team}` : ''}`
      : 'took it from whoever had it',
  didHandOver: (team: string) => `escalated it to ${team}`,
  didRaise: (level: number) => `escalated it to management, level ${level}`,
  didLink: (link: LinkKind, target: string) => `linked it to ${links[link]} ${target}`,
  didUnlink: (link: LinkKind, target: string) => `removed the link to ${links[link]} ${target}`,
  didRevokeReceipts: 'withdrew the link that the reporter was given',
  didErase: (events: number) =>
    events === 1 ? 'erased what one entry said' : `erased what ${events} entries said`,

  // What happened by itself: whole sentences.
  routedTo: (
    to: { team: string | null; assignee: string | null },
    why: { team: RoutingReason | null; assignee: 'round-robin' | 'least-loaded' | null },
  ) =>
    [
      `Assigned to ${to.team ?? to.assignee}`,
      why.team && (why.team.rule === null ? `, ${reason(why.team)}` : ` ${reason(why.team)}`),
      to.team && to.assignee && `; to ${to.assignee}`,
      to.assignee && why.assignee && `, ${chosen[why.assignee]}`,
    ]
      .filter(Boolean)
      .join(''),
  routedCategory: (category: string, why: RoutingReason | null) =>
    `Filed under “${category}”${why ? ` ${reason(why)}` : ''}`,
  routedNowhere: 'No rule assigned it to anybody',
  slaWarned: (target: TargetName, since: string | null) =>
    since
      ? `The time for the ${targets[target]} has been running out since ${since}`
      : `The time for the ${targets[target]} is running out`,
  slaBreached: (target: TargetName, since: string | null) =>
    since
      ? `The ${targets[target]} has been overdue since ${since}`
      : `The ${targets[target]} is overdue`,
  stepTaken: (
    policy: string,
    number: number,
    isRepeated: boolean,
    actions: readonly EscalationAction[],
  ) =>
    `Escalation “${policy}”, step ${number}${isRepeated ? ' again' : ''}: ${list(actions.map(step))}`,
  closedBySilence: 'Closed by itself, as nobody said that it was not fixed',
  resumedByReply: (status: string) => `“${status}” again, now that there is an answer`,
  somebodyJoined: 'Somebody else has the same trouble',

  edited: 'edited',
  retracted: 'This note was taken back.',
  priorityChosen: (priority: string, impact: string, urgency: string) =>
    `Priority ${priority}, from ${impact} impact and ${urgency} urgency`,
  codes,
  internal: 'Internal note',
  internalHint: 'Only the desk sees it',
  reasonHint: 'Only the desk sees the reason',
  /** The box that shows times in full, in place of "2 hours ago". */
  exactTimes: 'Exact times',
  nothingYet: 'Nothing has happened since. News appears here by itself.',

  /** Before how the clock stands: "Resolution: Due in 2 hr". */
  clocks: { response: 'Response', update: 'Update', resolution: 'Resolution' },

  earlier: 'Show earlier entries',
  loadingMore: 'Loading…',

  note: 'Add a note',
  notePlaceholder: 'Write a note…',
  sendPublic: 'Send',
  sending: 'Sending…',
  shortcut: (key: string) => `${key} sends`,
  noteSent: 'Your note was sent.',
  noteOffline:
    'There is no connection to the server. Your note is still here; send it again later.',
  missingNote: 'Write something first.',

  acknowledge: 'Acknowledge',
  resume: 'Resume',
  resolve: 'Resolve…',
  hold: 'Wait for…',
  reopen: 'Reopen…',
  close: 'Close…',
  cancelIncident: 'Cancel incident…',
  revokeReceipts: 'Withdraw the reporter’s link…',
  more: 'More actions',
  forms,
  chooseOne: 'Choose one',
  cancel: 'Cancel',
  meanwhile: (status: string) =>
    `It became “${status}” while you were writing. Your text is in the box for a note.`,

  isItFixed: 'Is it fixed?',
  fixed: 'Yes, it is fixed',
  notFixed: 'No, not yet',
  closesAt: (when: string) => `Without an answer it closes by itself on ${when}.`,
  replied: 'Whoever reported it has written since it was resolved, so it does not close by itself.',
  repliedAsked: 'You have written since, so it does not close by itself. Please answer here.',
  closedConfirmed: 'Closed: it is confirmed to be fixed.',
  closedSilently: 'Closed by itself: nobody said that it was not fixed.',
  closedBy: (name: string | null) => (name ? `Closed by ${name}.` : 'Closed by the service desk.'),
  cancelledBy: (name: string | null) => (name ? `Cancelled by ${name}.` : 'Cancelled.'),
  duplicateOf: (reference: string) => `Closed as a duplicate of ${reference}.`,

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
