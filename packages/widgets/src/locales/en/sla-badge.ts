/** The words of `<sla-badge>`: one for each state, given the span of time that belongs to it. */
export const slaBadgeWords = {
  running: (span: string) => `Due in ${span}`,
  warning: (span: string) => `Due in ${span}`,
  breached: (span: string) => `Overdue by ${span}`,
  met: (span: string) => `Met, ${span} to spare`,
  missed: (span: string) => `Missed by ${span}`,
  none: () => 'No target',
  loading: () => 'Loading',
  unknown: () => 'Unknown incident',
  error: () => 'Not available',
  offline: () => 'Offline',
  unconfigured: () => 'Not set up',
  due: (time: string) => `Due ${time}`,
  /** After the last words that were known. */
  stale: ' (offline)',
};
