import type { LinkKind, TargetName } from '@incident-kit/server/domain';

/** What a form of the desk asks. Fields are those of `deskForms`. */
interface DeskFormMessages {
  heading: string;
  fields: Record<string, { label: string; missing?: string; hint?: string }>;
  send: string;
}

const why = { label: 'Why?', missing: 'Say in a few words why.' };

const searchIncident = {
  hint: 'Type its number, or words of what it is about.',
  missing: 'Choose an incident.',
};

const forms = {
  assign: {
    heading: 'Assign this incident',
    fields: {
      to: {
        label: 'To whom?',
        hint: 'Type the beginning of the name of somebody, or of a team.',
        missing: 'Choose somebody, or a team.',
      },
    },
    send: 'Assign',
  },
  escalate: {
    heading: 'Escalate this incident',
    fields: { to: { label: 'To whom?', missing: 'Choose to whom.' }, reason: why },
    send: 'Escalate',
  },
  prioritize: {
    heading: 'Change impact and urgency',
    fields: {
      impact: { label: 'Impact', missing: 'Choose the impact.' },
      urgency: { label: 'Urgency', missing: 'Choose the urgency.' },
    },
    send: 'Change',
  },
  override: {
    heading: 'Set the priority by hand',
    fields: { priority: { label: 'Priority', missing: 'Choose a priority.' }, reason: why },
    send: 'Set the priority',
  },
  categorize: {
    heading: 'Say what it is about',
    fields: { service: { label: 'Service' }, category: { label: 'Category' } },
    send: 'Change',
  },
  retitle: {
    heading: 'Change the title',
    fields: { title: { label: 'Title', missing: 'Say in a few words what it is about.' } },
    send: 'Change the title',
  },
  merge: {
    heading: 'Merge into another incident',
    fields: {
      into: { label: 'Which one is it a duplicate of?', ...searchIncident },
      reason: { label: 'Why? (optional)' },
    },
    send: 'Merge',
  },
  link: {
    heading: 'Link to something else',
    fields: {
      kind: { label: 'What is it?', missing: 'Choose what it is.' },
      incident: { label: 'Which incident?', ...searchIncident },
      target: {
        label: 'What is it called?',
        hint: 'Its number where it is kept, e.g. PRB-12.',
        missing: 'Say what it is called.',
      },
    },
    send: 'Link',
  },
  unlink: {
    heading: 'Remove a link',
    fields: { link: { label: 'Which link?', missing: 'Choose a link.' } },
    send: 'Remove',
  },
} satisfies Record<string, DeskFormMessages>;

const linkKinds: Record<LinkKind, string> = {
  problem: 'Problem',
  change: 'Change',
  parent: 'Parent incident',
  related: 'Related incident',
  article: 'Article',
};

const dueBy: Record<TargetName, (when: string) => string> = {
  response: (when) => `Answer by ${when}`,
  update: (when) => `Update by ${when}`,
  resolution: (when) => `Solve by ${when}`,
};

const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : `${items[0] ?? ''}`;

/** What `<incident-timeline>` says to the desk besides: what is loaded where there is something to do. */
export const messages = {
  keysHeading: 'Keys of this timeline',
  keyNames: {
    assign: 'Assign',
    take: 'Assign to me',
    escalate: 'Escalate',
    prioritize: 'Impact and urgency',
    merge: 'Merge',
    link: 'Link',
    reply: 'Reply',
    note: 'Internal note',
    resolve: 'Resolve',
    'take-back': 'Take a reply back',
    find: 'Find in the timeline',
    help: 'These keys',
  },
  closeKeys: 'Close',
  actions: {
    assign: 'Assign…',
    take: 'Assign to me',
    unassign: 'Take it from who has it',
    escalate: 'Escalate…',
    prioritize: 'Impact and urgency…',
    override: 'Priority by hand…',
    restore: 'Priority by the matrix',
    categorize: 'Service and category…',
    retitle: 'Title…',
    merge: 'Merge into…',
    link: 'Link…',
    unlink: 'Remove a link…',
    join: 'I have the same trouble',
  },
  forms,
  linkKinds,
  /** Who reads the words of a form. */
  readers: {
    desk: 'Only the desk reads this.',
    everybody: 'The reporter and the desk read this.',
  },
  chooseOne: 'Choose one',
  none: 'None',
  notThere: (id: string) => `${id} (no longer offered)`,
  cancel: 'Cancel',
  sending: 'Sending…',
  loading: 'Loading…',
  byDefault: (team: string) => `${team} (the next for its team)`,
  toManagement: 'Management',

  oneself: (name: string) => `${name} (you)`,
  away: 'away',
  members: (count: number) => (count === 1 ? 'Team, 1 member' : `Team, ${count} members`),
  searching: 'Searching…',
  found: (count: number) => (count === 1 ? '1 found' : `${count} found`),
  nothingFound: (text: string) => `Nothing was found for “${text}”.`,
  inNoTeam: 'You are in no team of the desk, so nothing can be assigned to you.',

  /** Before what would happen. */
  preview: 'What happens',
  becomes: (was: string, is: string) => `${was} → ${is}`,
  dueBy,
  told: (whom: 'person' | 'team' | 'managers', name: string) =>
    whom === 'managers' ? `The managers of ${name} are told` : `${name} is told`,
  nobodyTold: 'Nobody is told',
  insertAnswer: 'Insert an answer…',

  /** Before the buttons that open a box. */
  writeTo: 'Write',
  replyTo: (name: string | null) => `Reply to ${name ?? 'the reporter'}`,
  internalNote: 'Internal note',
  internalPlaceholder: 'Write to the desk…',
  /** Beside a button, when something stands in its box. */
  begun: 'draft',
  sendTo: (name: string | null) => `Send to ${name ?? 'the reporter'}`,
  sendInternal: 'Add internal note',
  repeatsInternal: (words: string) => `This stands in an internal note, too: “${words}”`,
  mentionsColleague: (mention: string) =>
    `“${mention}” calls somebody of the desk. The reporter reads it, and nobody is told.`,
  sendAnyhow: 'Send anyhow',
  /** Above the boxes, while a reply can still be taken back. */
  going: (name: string | null) => `Your reply to ${name ?? 'the reporter'}`,
  goesIn: (seconds: number) => `goes in ${seconds} s`,
  isGoing: 'is being sent…',
  takeBack: 'Take back',
  sendNow: 'Send now',
  /** Said once. */
  canTakeBack: (name: string | null) =>
    `Your reply to ${name ?? 'the reporter'} goes in 8 seconds. Until then it can be taken back.`,
  replyNotSent: 'Your reply was not sent. It is in its box.',
  /** Somebody whose name is not known. */
  colleague: 'A colleague',
  here: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? 'is' : 'are'} here`,
  writing: (names: readonly string[]) =>
    `${list(names)} ${names.length === 1 ? 'is' : 'are'} writing`,
  sinceBegun: (count: number) =>
    count === 1 ? '1 new entry since you began' : `${count} new entries since you began`,

  meanwhile: (status: string) =>
    `It became “${status}” while you were at it. What you wrote is in the box for a note.`,
};

export type TimelineDeskMessages = typeof messages;
