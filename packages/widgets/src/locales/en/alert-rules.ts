const any = (values: readonly string[]) =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` : (values[0] ?? '');
const minutes = (n: number) =>
  n === 1 ? '1 minute' : `${n.toLocaleString('en', { maximumFractionDigits: 2 })} minutes`;

/** The messages of `<alert-rules>`. */
export const messages = {
  heading: 'Rules for alerts',
  loading: 'Loading the rules',
  version: (version: number, by: string | null) =>
    version === 0
      ? 'As the server comes'
      : by
        ? `Version ${version}, by ${by}`
        : `Version ${version}`,
  intro: 'The first rule that fits an alert decides what becomes of it.',
  place: (n: number) => `${n}.`,
  isChanged: 'changed',

  always: 'For every alert.',
  /** Which alerts a rule is for: each of these has to be so. */
  when: (conditions: readonly string[]) => `For alerts ${conditions.join(', and ')}.`,
  ifSource: (sources: readonly string[]) => `from ${any(sources)}`,
  ifSeverity: (severities: readonly string[]) => `of the severity ${any(severities)}`,
  ifLabel: (label: string, values: readonly string[]) => `whose ${label} is ${any(values)}`,
  ifText: (words: readonly string[]) => `that say ${any(words.map((each) => `“${each}”`))}`,

  onlyListed: 'They are listed, and become no incident.',
  /** Undefined where each alert is an incident of its own, empty where all are one. */
  grouped: (labels: readonly string[] | undefined) =>
    labels === undefined
      ? 'Each becomes an incident of its own.'
      : labels.length === 0
        ? 'All together become one incident.'
        : `Those with the same ${labels.join(' and ')} become one incident.`,
  threshold: (alerts: number) => `There is one once ${alerts} different alerts fire.`,
  paused: (time: number) => `Nobody is told in the first ${minutes(time)}.`,
  ofService: (name: string) => `It is of the service ${name}.`,
  ofCategory: (name: string) => `It is of the category ${name}.`,
  withImpact: (name: string) => `Impact: ${name}.`,
  withUrgency: (name: string) => `Urgency: ${name}.`,
  otherwise: 'What no rule is for becomes an incident of its own.',
  settles: (settle: number, reopen: number, group: number) =>
    `An incident is resolved ${minutes(settle)} after the last of its alerts is over, opened again by what fires within ${minutes(reopen)} of that, and joined by others of its group within ${minutes(group)} of its first.`,

  acts: { edit: 'Change', up: 'Earlier', down: 'Later', remove: 'Remove' },
  actOf: (act: string, rule: string) => `${act}: ${rule}`,
  addRule: 'Add a rule',

  none: 'There is no rule yet: each alert becomes an incident of its own.',
  offline: 'There is no connection to the server. These are the rules as they stood last.',
  notLive: 'Changes by others do not show by themselves here.',
  failed: 'The rules could not be loaded.',
  partFailed: 'This part could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'The rules are not set up on this page yet.',
};

export type AlertRulesMessages = typeof messages;
