const said = (n: number) => n.toLocaleString('en');

/** What `<incident-timeline>` says to whoever copies or downloads it, and what stands in what they get. */
export const messages = {
  heading: 'Copy or download this timeline',
  hint: 'All entries that you may see, also those that are not loaded yet.',
  format: 'As',
  formats: {
    markdown: 'Markdown, to read and to paste',
    csv: 'CSV, for spreadsheets',
    json: 'JSON, for programs',
  },
  copy: 'Copy',
  download: 'Download',
  close: 'Close',
  reading: (count: number) => `Reading earlier entries: ${said(count)} by now`,
  readingOn: 'Earlier entries are being read.',
  stop: 'Stop',
  copied: (count: number) => `${said(count)} ${count === 1 ? 'entry was' : 'entries were'} copied.`,
  downloaded: (count: number) =>
    `${said(count)} ${count === 1 ? 'entry was' : 'entries were'} downloaded.`,
  stopped: 'Stopped before all was read. Nothing was copied or downloaded.',
  refused: 'The browser does not let this page copy. Download it instead.',
  // What stands in what is saved.
  status: 'Status',
  priority: 'Priority',
  files: 'Files',
  columns: {
    time: (zone: string) => `Time (${zone})`,
    utc: 'Time (UTC)',
    who: 'Who',
    what: 'What',
    text: 'Text',
    files: 'Files',
    desk: 'Only the desk sees it',
  },
  yes: 'yes',
};

export type TimelineSaveMessages = typeof messages;
