/** What there are pictures of: stories, and how they are seen. */

export interface Sheet {
  name: string;
  /** Story files by their element, and names of stories in them; one under the other. */
  stories: readonly (readonly [element: string, story: string])[];
  /** How much room they have, CSS pixels. */
  width: number;
  /** As much of it as is enough to see, CSS pixels; all of it without. */
  height?: number;
}

const badges = ['Running', 'Warning', 'Paused', 'Breached'].flatMap((state) =>
  ['', 'Ring', 'Bar'].map((form) => ['sla-badge', state + form] as const),
);

/** In the order in which they are taken: a queue shows what was read, so nothing is opened before. */
export const sheets: readonly Sheet[] = [
  { name: 'list', stories: [['incident-list', 'MyReports']], width: 640 },
  { name: 'queue', stories: [['incident-list', 'Queue']], width: 1240 },
  {
    name: 'badge',
    stories: [...badges, ['sla-badge', 'Met'], ['sla-badge', 'Missed']],
    width: 320,
  },
  { name: 'report', stories: [['incident-report', 'SignedIn']], width: 640 },
  { name: 'matrix', stories: [['priority-matrix', 'ReadOnly']], width: 800 },
  { name: 'matrix-editor', stories: [['priority-matrix', 'Changed']], width: 800 },
  { name: 'timeline', stories: [['incident-timeline', 'Desk']], width: 800 },
  {
    name: 'timeline-entries',
    stories: [['incident-timeline', 'Everything']],
    width: 800,
    height: 1300,
  },
];

export interface View {
  colorScheme?: 'dark';
  forcedColors?: 'active';
  media?: 'print';
  dir?: 'rtl';
  /** In place of the sheet's own width. */
  width?: number;
}

/** The narrow one last, since it is another window. */
export const views: Readonly<Record<string, View>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced-colours': { colorScheme: 'dark', forcedColors: 'active' },
  'right-to-left': { dir: 'rtl' },
  print: { media: 'print' },
  narrow: { width: 320 },
};
