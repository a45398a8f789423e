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

/** What `<incident-timeline>` says to whoever writes or does something: loaded with what is done. */
export const messages = {
  sendPublic: 'Send',
  sending: 'Sending…',
  shortcut: (key: string) => `${key} sends`,
  noteSent: 'Your note was sent.',
  noteOffline:
    'There is no connection to the server. Your note is still here; send it again later.',
  noteArrived:
    'What you sent before has arrived after all. What stands here now was not sent: send it as another note, or clear it.',
  missingNote: 'Write something first.',
  editNote: 'Edit',
  editBegun: 'Edit (draft)',
  retractNote: 'Take back',
  /** A button for one of several notes, by how that begins. */
  ofNote: (action: string, note: string) => `${action}: “${note}”`,
  editForm: 'Edit the note',
  editReaders: { public: everybodyReads, internal: 'Only the desk reads this.' },
  saveNote: 'Save',
  saveOver: 'Save mine instead',
  shortcutSaves: (key: string) => `${key} saves, Escape cancels`,
  editOffline:
    'There is no connection to the server. Your words are still here; save them again later.',
  editChanged: 'This note was changed while you were writing. It reads by now:',
  editGone: 'This note was taken back while you were writing. Your words are still here.',
  editRefused: 'You may not edit this note any more. Your words are still here.',
  editMove: 'Use them in a new note',
  retractQuestion: 'Take this note back? Nobody is shown its words any more.',
  keepNote: 'Keep it',
  retractOffline: 'There is no connection to the server. The note is still there; try again later.',
  tookBack: 'You took this note back.',
  acknowledge: 'Acknowledge',
  resume: 'Resume',
  resolve: 'Resolve…',
  hold: 'Wait for…',
  reopen: 'Reopen…',
  close: 'Close…',
  cancelIncident: 'Cancel incident…',
  revokeReceipts: 'Withdraw the reporter’s link…',
  find: 'Find…',
  save: 'Copy or download…',
  forms,
  chooseOne: 'Choose one',
  cancel: 'Cancel',
  meanwhile: (status: string) =>
    `It became “${status}” while you were writing. Your text is in the box for a note.`,
  isItFixed: 'Is it fixed?',
  fixed: 'Yes, it is fixed',
  notFixed: 'No, not yet',
  closesAt: (when: string) => `Without an answer it closes by itself on ${when}.`,
  repliedAsked: 'You have written since, so it does not close by itself. Please answer here.',
};

export type TimelineWorkMessages = typeof messages;
