import type { LinkKind } from '@incident-kit/server/domain';

/** What `<incident-list view="queue">` says once something is done to rows: loaded when somebody works in it. */
const several = (count: number) => (count === 1 ? 'this incident' : `${count} incidents`);

/** What was done, to so many. */
const did =
  (one: string, many: string) =>
  (count: number): string =>
    count === 1 ? one : `${count} ${many}`;

export const messages = {
  did: {
    take: did('Assigned to you', 'assigned to you'),
    assign: (count: number, whom: string) =>
      count === 1 ? `Assigned to ${whom}` : `${count} assigned to ${whom}`,
    acknowledge: did('Acknowledged', 'acknowledged'),
    priority: (count: number, priority: string) =>
      count === 1 ? `Priority ${priority}` : `${count} set to priority ${priority}`,
    escalate: did('Escalated', 'escalated'),
    hold: (count: number, status: string) => (count === 1 ? status : `${count}: ${status}`),
    resolve: did('Resolved', 'resolved'),
    cancel: did('Cancelled', 'cancelled'),
    merge: (count: number, into: string) =>
      count === 1 ? `Merged into ${into}` : `${count} merged into ${into}`,
    link: (count: number, target: string) =>
      count === 1 ? `Linked to ${target}` : `${count} linked to ${target}`,
    undo: did('Undone', 'undone'),
  },
  doing: 'Sending…',
  cannotUndo: 'There is nothing to undo.',
  /** What was done last cannot be undone, and why. */
  kept: {
    acknowledge: 'An acknowledgement cannot be undone: somebody was told that the desk is at it.',
    escalate: 'An escalation cannot be undone: it was told at once. Escalate or assign it again.',
    resolve: 'Resolving cannot be undone: the reporter was told. Open it to reopen it.',
    cancel: 'Cancelling cannot be undone: the reporter was told.',
    merge: 'A merge cannot be undone: the reporter was told.',
  },
  failedFor: (count: number) =>
    count === 1
      ? 'One was refused and stays selected:'
      : `${count} were refused and stay selected:`,
  others: (count: number) => `and ${count} more`,
  /** After a sentence about the connection. */
  notDone: (open: number, done: number) =>
    `${
      open === 1
        ? 'One incident may be as it was, and stays selected.'
        : `${open} incidents may be as they were, and stay selected.`
    }${done > 0 ? ` Done: ${done}.` : ''} Look how they stand before you try again.`,

  ask: {
    assign: (count: number) => (count === 1 ? 'Assign to' : `Assign ${count} to`),
    priority: (count: number) =>
      count === 1 ? 'Set the priority' : `Set the priority of ${count}`,
    escalate: (count: number) => `Escalate ${several(count)}`,
    hold: (count: number) => `Let ${several(count)} wait`,
    resolve: (count: number) => `Resolve ${several(count)}`,
    cancel: (count: number) => `Cancel ${several(count)}`,
    merge: (count: number) => `Merge ${several(count)} into another`,
    link: (count: number) => `Link ${several(count)} to`,
  },
  /** What is typed to find it. */
  find: {
    assign: 'Person or team',
    priority: 'Priority',
    escalate: 'To whom?',
    merge: 'Which one is it a duplicate of? Its number, or words of its title',
    link: 'Its number, or words of its title',
  },
  choose: { hold: 'For what?', resolve: 'How was it resolved?', link: 'What is it?' },
  write: {
    escalate: 'Why?',
    hold: 'Why?',
    resolve: 'What was done?',
    cancel: 'Why?',
    merge: 'Why? (optional)',
  },
  readers: {
    desk: 'Only the desk reads this.',
    everybody: 'The reporter and the desk read this.',
  },
  /** What sends it, where it says once more what it does. */
  send: {
    assign: () => 'Assign',
    priority: () => 'Set',
    hold: () => 'Let it wait',
    resolve: (count: number) => (count === 1 ? 'Resolve' : `Resolve ${count}`),
    link: () => 'Link',
    escalate: (count: number) => `Escalate ${several(count)}`,
    cancel: (count: number) => `Cancel ${several(count)}`,
    merge: (count: number) => `Merge ${several(count)}`,
  },
  /** What cannot be taken back is said before it is done. */
  final: {
    escalate: 'They are told at once. This cannot be undone.',
    cancel: 'The reporter is told. This cannot be undone.',
    merge: 'It is closed as a duplicate, and its reporter is told. This cannot be undone.',
  },
  back: 'Back',
  noneFound: 'Nothing is called that.',
  notFound: 'It could not be searched just now. Type again to try again.',
  missing: {
    find: 'Choose one of the list.',
    choose: 'Choose one.',
    write: 'Say it in a few words.',
  },
  linkKinds: {
    related: 'Related incident',
    parent: 'Parent incident',
    problem: 'Problem',
    change: 'Change',
    article: 'Article',
  } satisfies Record<LinkKind, string>,
  nextTeam: 'The team that it escalates to',
  management: 'Management',
  /** Written into the log where nobody is asked. */
  priorityReason: 'Set in the queue',
  undoReason: 'Undone',
};

export type QueueActionMessages = typeof messages;
