const share = (value: number) => `${Math.round(value * 100)}%`;
const count = (n: number) => n.toLocaleString('en');

/** The messages of `<incident-learning>`. */
export const messages = {
  heading: 'What is learned of incidents',
  loading: 'Loading how well it does',
  refresh: 'Refresh',
  fields: { category: 'Categories', team: 'Teams' },
  how: { off: 'Off', suggest: 'Suggests', set: 'Sets what is sure' },

  reading: 'It is reading what there is to learn from. That takes a while after a start.',
  tooFew: (judged: number, least: number) =>
    judged === 0
      ? `Nothing was judged yet. It sets nothing before ${count(least)} of its predictions were, by what people resolved.`
      : `Too few: ${count(judged)} of its predictions were judged, and it sets nothing before ${count(least)} were.`,
  progress: 'Predictions judged',
  stopped: (when: string) =>
    `It stopped setting by itself on ${when}: of the last 200 that it was sure of, too many were wrong. It goes on once it is right again.`,
  threshold: (from: number) => `It is sure enough from ${share(from)} on.`,
  noThreshold: 'Of nothing is it sure enough yet to set it.',

  right: 'Right',
  rightHint: (n: number) => `of the last ${count(n)} that were judged`,
  amongThree: 'Among the three',
  amongThreeHint: 'that are suggested',
  set: 'Sure enough',
  setHint: (n: number, of: number) => `${count(n)} of ${count(of)}`,
  precision: 'Of these right',
  precisionHint: (low: number, high: number, promised: number) =>
    `${share(low)} to ${share(high)} in truth, nine times of ten; promised are ${share(promised)}`,

  calibration: 'As often right as it says?',
  /** What the chart shows, for whom it is not drawn. */
  chart: (said: string, right: string, n: number) =>
    `Where it says ${said} on average, it is right in ${right} of ${n === 1 ? '1 case' : `${count(n)} cases`}. What lies on the line is as often right as it says.`,
  says: 'It says',
  isRight: 'It is right',
  judged: 'Judged',
  table: 'Show as table',
  tableOf: (field: string, what: string) => `${field}: ${what}, as a table`,
  between: (low: number, high: number) => `${Math.round(low * 100)} to ${share(high)}`,

  classes: 'By what they were',
  was: { category: 'Category', team: 'Team' },
  found: 'Found',
  suggested: 'Suggested',

  hadItBeenOn: (set: number, wrong: number) =>
    set === 0
      ? 'Had it been on all the while, it would have set none.'
      : `Had it been on all the while, ${count(set)} would have been set, ${wrong === 0 ? 'none' : count(wrong)} of them wrongly.`,
  wrongTitle: 'Set wrongly',
  /** Beside the incident. */
  wrong: (suggested: string, actual: string, probability: number) =>
    `${suggested} (${share(probability)}); it was ${actual}`,
  listed: (shown: number, of: number) => `The latest ${count(shown)} of ${count(of)}.`,

  change: { category: 'What is done with categories', team: 'What is done with teams' },
  choices: {
    off: 'Nothing',
    suggest: 'Suggest three to the desk',
    set: 'Set what is sure, suggest the rest',
  },
  apply: 'Apply',
  applying: 'Applying …',
  applied: { category: 'Categories: applied.', team: 'Teams: applied.' },

  offline: 'There is no connection to the server. This is how it stood last.',
  failed: 'It could not be loaded.',
  retry: 'Try again',
  notConfigured: 'This is not set up on this page yet.',
};

export type IncidentLearningMessages = typeof messages;
