/** What `<on-call>` says to whoever puts somebody on call by hand. */
export const messages = {
  label: 'Override this shift',
  person: 'Who?',
  me: 'Me',
  from: 'From',
  to: 'Until',
  missing: 'Give a date and a time.',
  order: 'The end is not after the beginning.',
  reason: 'Why? (optional)',
  reasonHint: 'Kept for whoever asks later.',
  save: { own: 'Take the shift', all: 'Put on call' },
  saving: 'Saving…',
  close: 'Do nothing',
};

export type OnCallOverrideMessages = typeof messages;
