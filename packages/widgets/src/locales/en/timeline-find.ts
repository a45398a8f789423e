const said = (n: number) => n.toLocaleString('en');
const entries = (n: number) => `${said(n)} ${n === 1 ? 'entry' : 'entries'}`;

/** What `<incident-timeline>` says to whoever looks for something in it. */
export const messages = {
  label: 'Find in this timeline',
  /** Of the field in which it is said what to look for. */
  words: 'Find words or names',
  sort: 'What kind of entries',
  sorts: {
    '': 'All entries',
    message: 'Messages',
    note: 'Internal notes',
    change: 'Changes',
    system: 'System events',
  },
  author: 'Whose entries',
  everybody: 'Everybody',
  close: 'Close',
  found: (count: number, words: string) =>
    `${count ? entries(count) : 'No entries'}${words ? ` with “${words}”` : ''}`,
  foundSoFar: (count: number) => `${entries(count)} so far`,
  newest: (count: number) => `The newest ${said(count)} of them are shown.`,
  more: 'Show more',
  /** Below an entry that was found: what stands around it is shown. */
  showInPlace: 'Show in the timeline',
  clear: 'Clear filters',
  reading: (count: number) => `Reading earlier entries: ${said(count)} by now`,
  readingOn: 'Earlier entries are being read.',
  stop: 'Stop',
  partly: (count: number) => `Only the newest ${entries(count)} were looked at.`,
  goOn: 'Look at all',
  again: 'Try again',
};

export type TimelineFindMessages = typeof messages;
