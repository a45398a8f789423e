import type {
  EscalationAction,
  IncidentView,
  LinkKind,
  RoutingReason,
  TargetName,
} from '@incident-kit/server/domain';

const because: Record<RoutingReason['because'][number], string> = {
  service: 'its service',
  category: 'its category',
  site: 'where it was reported',
  priority: 'its priority',
  reporter: 'who reported it',
  text: 'its text',
  always: 'no other rule',
  'service-owner': 'its service',
  learned: 'earlier ones',
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
  article: 'the article',
};

const targets: Record<TargetName, string> = {
  response: 'first response',
  resolution: 'resolution',
  update: 'update',
};

const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : `${items[0] ?? ''}`;

function reason({ rule, because: causes }: RoutingReason): string {
  if (rule === null) {
    return causes[0] === 'learned' ? 'which had earlier ones like it' : 'which owns its service';
  }
  if (causes[0] === 'always') return `by rule “${rule}”, which is for all others`;
  return `by rule “${rule}”, because of ${list(causes.map((cause) => because[cause]))}`;
}

/** What a step did, with names in place of ids. */
export type NamedAction =
  | Exclude<EscalationAction, { whom: 'on-call' }>
  /** `told`: who was found on call, or the team that the schedule fell back to; null for nobody. */
  | { action: 'notify'; whom: 'on-call'; schedule: string; told: string | null };

function step(action: NamedAction): string {
  if (action.action === 'raise') return 'raised to management';
  if (action.action === 'reassign') return `handed to ${action.team}`;
  if (action.whom === 'on-call') {
    const { schedule, told } = action;
    return told
      ? `${told} was told, on call for ${schedule}`
      : `nobody was on call for ${schedule}`;
  }
  const of = action.team ? ` of ${action.team}` : '';
  return {
    assignee: 'the assignee was told',
    team: action.team ? `the team ${action.team} was told` : 'the team was told',
    managers: `the managers${of} were told`,
  }[action.whom];
}

/** What `<incident-timeline>` says to the desk besides: of its entries, the clocks, the stages. */
export const messages = {
  didNoteInternally: 'wrote an internal note',
  didMergeOther: (duplicate: string) => `closed ${duplicate} as a duplicate of this`,
  didTake: 'took it',
  didAssign: (assignee: string | null, team: string | null) =>
    assignee || team
      ? `assigned it to ${assignee ?? team}${assignee && team ? `, ${team}` : ''}`
      : 'took it from whoever had it',
  didHandOver: (team: string) => `escalated it to ${team}`,
  didRaise: (level: number) => `escalated it to management, level ${level}`,
  didLink: (link: LinkKind, target: string) => `linked it to ${links[link]} ${target}`,
  didUnlink: (link: LinkKind, target: string) => `removed the link to ${links[link]} ${target}`,
  didSaveReport: 'was helped by this again, and had nothing to report',
  didRevokeReceipts: 'withdrew the link that the reporter was given',
  didErase: (events: number) =>
    events === 1 ? 'erased what one entry said' : `erased what ${events} entries said`,
  didSetLevels: (impact: string, urgency: string, priority: string) =>
    `set ${impact} impact and ${urgency} urgency: priority ${priority}`,
  didSetPriority: (priority: string) => `set the priority to ${priority} by hand`,
  didRestorePriority: (priority: string) => `gave the priority back to the matrix: ${priority}`,
  // What monitored things do: whole sentences.
  alertAttached: (title: string, severity: string | null, rule: string | null, isAgain: boolean) =>
    `“${title}” ${isAgain ? 'fires again' : 'fires'}${severity ? ` (${severity})` : ''}${rule ? `, by rule “${rule}”` : ''}`,
  alertEnded: (title: string, by: 'source' | 'superseded' | 'silence', firing: number) =>
    `“${title}” ${
      {
        source: 'is over',
        superseded: 'was over, as it fired anew',
        silence: 'is over: nothing was heard of it',
      }[by]
    }${firing > 0 ? `; ${firing} still ${firing === 1 ? 'fires' : 'fire'}` : ''}`,
  /** After the last of them. */
  alertsSettle: (time: string) => `It is resolved at ${time} if that lasts`,
  alertsStay: {
    taken: 'Somebody has taken it, so it stays open',
    workflow: 'The workflow does not let it be resolved from here, so it stays open',
    resolved: 'It was resolved already',
  },
  alertPersists: (title: string) => `“${title}” fires still, though this was resolved`,
  alertsUnnamed: (source: string, count: number) =>
    count === 0
      ? `“${source}” names all its alerts again`
      : `“${source}” left out ${count} more ${count === 1 ? 'alert' : 'alerts'}`,
  pauseBegun: (time: string) => `There is maintenance: nobody is told of alerts until ${time}`,
  alertsFlap: 'It begins and ends again and again',
  pauseEnded: 'It has not ended by itself, so whoever is to know was told',
  waitBegun: (why: 'storm' | 'dependency', target: string) =>
    why === 'storm'
      ? `It is one of the storm ${target}: nobody is told of it while that lasts`
      : `It depends on ${target}: nobody is told of it while that is open`,
  waitEnded: (why: 'storm' | 'dependency', target: string) =>
    `${why === 'storm' ? 'The storm ' : ''}${target} is over and this is not: whoever is to know is told again from now on`,
  stormReached: (team: string | null, service: string | null) =>
    `The storm has come to ${[team && `the team ${team}`, service].filter(Boolean).join(', with ')}`,
  /** By what was learned from earlier incidents; the likeliest first, one at least. */
  categorySuggested: (
    found: readonly { category: string; probability: string }[],
    isSet: boolean,
  ) => {
    const named = found.map(({ category, probability }) => `“${category}” (${probability})`);
    return isSet
      ? `It is about ${named[0]}, as earlier ones were`
      : `By earlier ones it may be about ${named.join(', ')}`;
  },
  /** The same; what is set is told by the routing. */
  teamSuggested: (found: readonly { team: string; probability: string }[], isSet: boolean) => {
    const named = found.map(({ team, probability }) => `“${team}” (${probability})`);
    return isSet
      ? `Earlier ones like it were for ${named[0]}`
      : `By earlier ones it may be for ${named.join(', ')}`;
  },
  imported: (source: string, id: string) => `Imported from ${source}, where it is ${id}`,
  importUpdated: (status: string | null) =>
    status === null ? 'It was changed there' : `There it came to “${status}”`,
  /** As the other system says it, by its own names. */
  importSaid: (words: Readonly<Record<string, string | null>>, assignee: string | null) =>
    [...Object.entries(words), ...(assignee === null ? [] : [['assignee', assignee]])]
      .map(([name, word]) => `${name}: ${word ?? 'nothing'}`)
      .join(', '),
  resolvedByAlerts: 'Resolved, as its alerts are over',
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
    actions: readonly NamedAction[],
  ) =>
    `Escalation “${policy}”, step ${number}${isRepeated ? ' again' : ''}: ${list(actions.map(step))}`,
  internal: 'Internal note',
  internalHint: 'Only the desk sees it',
  reasonHint: 'Only the desk sees the reason',
  priorityChosen: (priority: string, impact: string, urgency: string) =>
    `Priority ${priority}, from ${impact} impact and ${urgency} urgency`,
  /** Before how the clock stands: "Resolution: Due in 2 hr". */
  clocks: { response: 'Response', update: 'Update', resolution: 'Resolution' },
  /** On the button behind a clock. */
  why: 'Why?',
  whyOf: (clock: string) => `Why? ${clock}`,
  stages: {
    identification: 'Identified',
    logging: 'Logged',
    categorization: 'Categorized',
    prioritization: 'Prioritized',
    diagnosis: 'Diagnosed',
    escalation: 'Escalated',
    resolution: 'Resolved',
    closure: 'Closed',
  } satisfies Record<IncidentView['stages'][number]['stage'], string>,
  closesAt: (when: string) => `Without an answer it closes by itself on ${when}.`,
  replied: 'Whoever reported it has written since it was resolved, so it does not close by itself.',
  closedConfirmed: 'Closed: it is confirmed to be fixed.',
  closedSilently: 'Closed by itself: nobody said that it was not fixed.',
  closedBy: (name: string | null) => (name ? `Closed by ${name}.` : 'Closed by the service desk.'),
  cancelledBy: (name: string | null) => (name ? `Cancelled by ${name}.` : 'Cancelled.'),
  duplicateOf: (reference: string) => `Closed as a duplicate of ${reference}.`,
  systemEvents: (count: number) => `${count} system events`,
  stagesLabel: 'Stages of this incident',
  stageReached: (when: string) => `reached ${when}`,
  stageNotReached: 'not reached',
  /** Of an entry's time. */
  entryLink: {
    copy: 'Copy link to this entry',
    copied: 'Link copied',
    refused: 'The browser does not let this page copy. Use “Copy link” of its own menu.',
  },
};

export type TimelineForDeskMessages = typeof messages;
