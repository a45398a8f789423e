const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** What `<alert-sources>` says of the source that is open. */
export const messages = {
  address: 'Address to send to',
  addressHint:
    'SECRET stands for the source’s secret. It is in the server’s settings, and is shown to nobody.',
  copy: 'Copy',
  copied: 'Copied',
  setup: 'How to set it up',
  test: 'Send a test',
  testing: 'Sending…',
  tested: 'The test was received. No alert is made of it; of such a delivery it would be:',
  untested: (why: string) => `The test was received, and cannot be read. ${why}`,

  deliveries: 'Last deliveries',
  noDeliveries: 'No delivery is kept. Send a test, or let the source send one.',
  more: 'Show older deliveries',
  failed: 'The deliveries could not be loaded.',
  retry: 'Try again',
  /** What was made of a delivery. */
  made: (alerts: number, left: number, unusable: number) =>
    [
      count(alerts, 'alert', 'alerts'),
      ...(left > 0 ? [`${count(left, 'alert', 'alerts')} left out by the source`] : []),
      ...(unusable > 0 ? [`${unusable.toLocaleString('en')} without a usable key`] : []),
    ].join(', '),
  refused: 'Refused',
  /** Beside a delivery that was sent from here. */
  isTest: 'Test',
  why: (reason: string) => `Why: ${reason}`,
  unusable: 'Without a usable key',
  noKey: 'no key',
  reading: 'What it says, as the source is set up now',
  says: 'What it says',
  nothing: 'Nothing that is an alert.',
  moreSignals: (n: number) => `and ${n.toLocaleString('en')} more`,
  states: { firing: 'Firing', resolved: 'Over' },
  kinds: {
    test: 'a test, no alert',
    acknowledged: 'an acknowledgement, no alert',
    heartbeat: 'a sign of life, no alert',
  } as Record<string, string>,
  names: 'names no alert',
  severity: (severity: string) => `severity ${severity}`,
  headers: 'Headers',
  query: 'Behind the address',
  body: 'As it came',
  empty: 'The body is empty.',
  bytes: (n: number) => count(n, 'character', 'characters'),

  try: 'Try other options',
  tryHint:
    'The last ten deliveries are read again with what you write here. Nothing is changed; what is to stay goes into the server’s settings.',
  options: 'Options (JSON)',
  alertKey: 'Key of alerts',
  alertKeyHint: 'Made of labels, such as {service}/{host}. Empty: the source’s own.',
  noOptions: 'This kind of source has no options; the key of alerts can be tried.',
  tryNow: 'Try',
  trying: 'Trying…',
  notJson: 'That is not a JSON object.',
  tooLong: 'That is too long to be tried from here.',
  /** What would become of the deliveries. */
  tried: (deliveries: number, alerts: number) =>
    `${count(deliveries, 'delivery', 'deliveries')} would be ${count(alerts, 'different alert', 'different alerts')}.`,
  close: 'Close',
};

export type AlertSourceDetailMessages = typeof messages;
