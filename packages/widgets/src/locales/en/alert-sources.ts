/** The messages of `<alert-sources>`. */
export const messages = {
  heading: 'Sources of alerts',
  loading: 'Loading the sources',
  refresh: 'Refresh',
  states: {
    off: 'Switched off',
    silent: 'Silent',
    refused: 'Last delivery refused',
    nothing: 'Nothing received yet',
    receiving: 'Receiving',
  },
  kind: (kind: string) => `Kind: ${kind}`,
  last: (when: string) => `last delivery ${when}`,
  never: 'no delivery is kept',
  /** How often it has to be heard of. */
  heartbeat: (time: string) => `expected every ${time}`,
  expires: (time: string) => `alerts end ${time} after they were last heard of`,
  signed: 'signed',
  seconds: (n: number) => (n === 1 ? '1 second' : `${n} seconds`),
  minutes: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`),
  hours: (n: number) => (n === 1 ? '1 hour' : `${n} hours`),
  days: (n: number) => (n === 1 ? '1 day' : `${n} days`),

  none: 'There is no source yet. Add one to “sources” in the server’s settings.',
  offline: 'There is no connection to the server. These are the sources as they stood last.',
  failed: 'The sources could not be loaded.',
  partFailed: 'This part could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'The sources are not set up on this page yet.',
};

export type AlertSourcesMessages = typeof messages;
