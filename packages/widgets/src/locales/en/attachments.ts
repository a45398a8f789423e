/** What is said of files, with notes and reports. */
export const messages = {
  label: 'Files',
  choose: 'Attach files',
  hint: (size: string) => `Or drop or paste them here. Up to ${size} each.`,
  remove: (name: string) => `Remove ${name}`,
  sending: (percent: string) => `${percent} sent`,
  ready: 'Attached',
  waiting: 'waits for the server, and is sent by itself',
  retry: 'Send again',
  notKept: 'Your browser does not keep these files: leave this page open until they are sent.',
  empty: 'This file is empty.',
  tooLarge: (size: string) => `This file is larger than ${size}.`,
  tooMany: (count: number) =>
    count === 1 ? 'Only one file can be attached.' : `Only ${count} files can be attached.`,
  open: (name: string) => `Open ${name}`,
  failed: (name: string) => `${name} could not be opened. Try again.`,
};

export type AttachmentMessages = typeof messages;
