/** The messages of `<incident-report>`. */
export const messages = {
  heading: 'Report a problem',
  signedInAs: (name: string) => `You report as ${name}.`,
  optional: 'optional',
  title: 'What is wrong?',
  titleHint: 'In one line, as you would tell a colleague.',
  description: 'What happened?',
  descriptionHint: 'What you did, what you expected and what came instead.',
  service: 'What is it about?',
  category: 'What kind of problem is it?',
  notSure: 'I am not sure',
  impact: 'Who is affected?',
  urgency: 'How bad is it?',
  contactName: 'Your name',
  contactEmail: 'Your email',
  send: 'Send report',
  sending: 'Sending…',

  left: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  over: (count: number) => (count === 1 ? '1 character too many' : `${count} characters too many`),
  missingTitle: 'Say in one line what is wrong.',
  missingImpact: 'Choose who is affected.',
  missingUrgency: 'Choose how bad it is.',
  tooShort: (min: number) => `Write at least ${min} characters.`,
  tooLong: (max: number) => `Keep it within ${max.toLocaleString('en')} characters.`,
  badEmail: 'This does not look like an email address.',
  check: (count: number) =>
    count === 1 ? 'Please check one thing' : `Please check ${count} things`,

  sent: 'Thank you. Your report is',
  answerBy: (time: string) => `We aim to answer by ${time}.`,
  solveBy: (time: string) => `We aim to have it solved by ${time}.`,
  answerSoon: 'We answer as soon as we can.',
  receipt: 'Your link back to this report',
  receiptHint: 'Keep it to yourself: whoever has it can read the report.',
  open: 'Open your report',
  copy: 'Copy link',
  copied: 'Copied',
  another: 'Report another problem',

  waiting: 'Your report is safe and will be sent.',
  waitingHint: 'You can close this page; it is sent when you are back here and the server answers.',
  waitingMemory: 'Your report is kept while this page stays open, and will be sent from here.',
  waitingOthers: (count: number) =>
    count === 1 ? 'One report waits to be sent.' : `${count} reports wait to be sent.`,

  loading: 'Loading the form',
  failed: 'The form could not be loaded.',
  retry: 'Try again',
  notConfigured: 'This form is not set up yet.',
};

export type IncidentReportMessages = typeof messages;
