/** What `<sent-messages>` says where a target is tried. */
export const messages = {
  label: 'Test or preview a target',
  loading: 'Loading the targets',
  none: 'The channels have no targets yet. Publish some first.',
  target: 'Target',
  /** A target as it is chosen: its id, the channel, the address. */
  option: (target: string, channel: string, address: string) =>
    `${target} (${channel}, ${address})`,
  test: 'Send a test now',
  testing: 'Sending…',
  tested: (target: string) => `The test reached ${target}.`,
  untested: (why: string) => `The test could not be sent. ${why}`,
  incident: 'Incident',
  incidentHint: 'Its reference, such as INC-42.',
  about: 'What happened',
  preview: 'Show what would be sent',
  previewOf: (target: string, incident: string) => `What ${target} would be sent of ${incident}`,
  noChannel: 'The server’s settings have no channel of that name, so nothing would be sent.',
  close: 'Close',
};

export type SentMessagesTargetsMessages = typeof messages;
