/** Why a message could not be sent, where it is not a number or a word of the other side's. */
const problems: Record<string, string> = {
  gone: 'The other side wants no more messages. Take the target out of the channels, or send one again.',
  unsubscribed:
    'Whoever it was for has left, or their address was erased, or their page no longer shows the service.',
  redirected: 'The address leads to another one. Write that one into the channels.',
  unreachable: 'Nobody answers at that address.',
  'timed-out': 'The other side took too long to answer.',
  'private-address': 'The address is in the own network, which this channel may not send to.',
  'not-encrypted': 'The connection is not encrypted, or its certificate is not trusted.',
  'channel-missing':
    'The server’s settings have no such channel. Add it, then send the message again.',
  'event-missing': 'What it was to tell did not happen in the database as it is now.',
};

/** The messages of `<sent-messages>`. */
export const messages = {
  heading: 'Messages to the outside',
  loading: 'Loading the messages',
  show: 'Which messages',
  filters: { all: 'All', waiting: 'Waiting', sent: 'Sent', dead: 'Failed' },
  states: { waiting: 'Waiting', sent: 'Sent', dead: 'Failed for good' },
  about: {
    assigned: 'Assigned',
    escalated: 'Escalated',
    step: 'Step of an escalation',
    'on-call': 'Calls whoever is on call',
    reopened: 'Opened again',
    'pause-ended': 'Pause ended',
    flapping: 'Comes and goes',
    storm: 'Storm of alerts',
    'wait-ended': 'What it waited for is over',
    mentioned: 'Somebody was mentioned',
    replied: 'Reply of the reporter',
    reported: 'Reported',
    resolved: 'Resolved',
    closed: 'Closed',
    cancelled: 'Cancelled',
    'service-opened': 'Subscribers: new',
    'service-updated': 'Subscribers: new status',
    'service-resolved': 'Subscribers: over',
    'reporter-received': 'Reporter: received',
    'reporter-waiting': 'Reporter: an answer is waited for',
    'reporter-resolved': 'Reporter: is it fixed?',
    'reporter-closed': 'Reporter: over',
    subscription: 'Asks a subscriber to confirm',
    test: 'A test',
  } as Record<string, string>,
  to: (target: string, channel: string) => `To ${target} by ${channel}`,
  made: (when: string) => `made ${when}`,
  sent: (when: string) => `sent ${when}`,
  ended: (when: string) => `given up ${when}`,
  /** `tries` is how often it was tried so far. */
  next: (when: string, tries: number) =>
    tries === 0 ? `to be sent ${when}` : `tried ${times(tries)}, next ${when}`,
  tried: (n: number) => `tried ${times(n)}`,
  problem: (code: string) =>
    problems[code] ??
    (code.startsWith('status-')
      ? `The other side answered ${code.slice('status-'.length)}.`
      : code.startsWith('slack-')
        ? `Slack answered “${code.slice('slack-'.length)}”.`
        : `It could not be sent: ${code}.`),
  sendAgain: 'Send again',
  /** What the button is called beside others of its name. */
  sendAgainOf: (incident: string, target: string) => `Send again: ${incident} to ${target}`,
  again: (target: string) => `The message to ${target} is tried again now.`,
  shown: (n: number) => (n === 1 ? '1 message' : `${n.toLocaleString('en')} messages`),
  more: 'Show older messages',
  refresh: 'Refresh',
  openTargets: 'Test or preview a target',

  none: 'No message was sent yet. Targets in the channels say who is told outside.',
  noneOfState: 'No message is in that state.',
  clear: 'Show all',
  offline: 'There is no connection to the server. These are the messages as they stood last.',
  failed: 'The messages could not be loaded.',
  partFailed: 'This part could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'The messages are not set up on this page yet.',
};

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}

export type SentMessagesMessages = typeof messages;
