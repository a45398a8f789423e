/** The messages of `<sla-badge>`: one for each state; `{}` is the span of time that belongs to it. */
export const messages = {
  running: 'Due in {}',
  warning: 'Due in {}',
  paused: 'Paused, {} left',
  breached: 'Overdue by {}',
  /** For less than a minute, to a screen reader. */
  breachedNow: 'Overdue',
  met: 'Met, {} to spare',
  missed: 'Missed by {}',
  none: 'No target',
  loading: 'Loading',
  unknown: 'Unknown incident',
  error: 'Not available',
  offline: 'No connection',
  unconfigured: 'Not set up',
  /** The exact moment. */
  due: 'Due {}',
  /** Follows the last words that were known. */
  stale: ' (no connection)',
  /** Follows what is said of the first few badges that have turned at once. */
  andMore: 'And {} more.',
};
