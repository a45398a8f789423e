/** What `<incident-metrics public>` says besides: to everybody, on a status page. */
export const messages = {
  title: 'How quickly incidents are resolved',
  dates: (from: string, to: string) => `${from} to ${to}`,

  /** `count` as it is said, `n` for the plural. */
  half: (count: string, n: number) =>
    n === 1 ? 'The only incident took that long' : `Half of ${count} incidents took no longer`,
  /** `total`: how many incidents there were, for the plural. */
  partOf: (count: string, n: string, total: number) =>
    `${count} of ${n} ${total === 1 ? 'incident' : 'incidents'}`,
  notEnough: 'Not enough to tell',
  nothing: 'There is nothing to tell of this time.',

  noService: 'No service is shown here.',
  otherService: 'No figures of this service are shown here.',
  howToShow:
    'Whoever runs this site names its services in “services” of its “badges”, or shows all of them by “incidents” there.',
  notPublished: 'No figures are published here.',
  howToPublish:
    'Whoever runs this site publishes them by “figures” of its “badges”. Visitors need “badges” of “anonymous” besides.',
};

export type PublicFiguresMessages = typeof messages;
