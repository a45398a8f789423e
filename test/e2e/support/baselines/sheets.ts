/** What there are pictures of: stories, and how they are seen. */

export interface Sheet {
  name: string;
  /** Story files by their element, and names of stories in them; one under the other. */
  stories: readonly (readonly [element: string, story: string])[];
  /** How much room they have, CSS pixels. */
  width: number;
  /** As much of it as is enough to see, CSS pixels; all of it without. */
  height?: number;
  /** In which of `views` it is seen; in all of them without. */
  views?: readonly string[];
}

const badges = ['Running', 'Warning', 'Paused', 'Breached'].flatMap((state) =>
  ['', 'Ring', 'Bar'].map((form) => ['sla-badge', state + form] as const),
);

/** What is open while something is done is not printed. */
const onScreen = ['light', 'dark', 'forced-colours', 'right-to-left', 'narrow'];

/**
 * In the order in which they are taken: figures count what others report, and a queue shows what was read, so
 * nothing is reported or opened before.
 */
export const sheets: readonly Sheet[] = [
  {
    name: 'incident-metrics',
    stories: [['incident-metrics', 'Dashboard']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'list', stories: [['incident-list', 'MyReports']], width: 640 },
  { name: 'queue', stories: [['incident-list', 'Queue']], width: 1240 },
  {
    name: 'queue-selected',
    stories: [['incident-list', 'QueueSelected']],
    width: 1240,
    height: 360,
    views: onScreen,
  },
  {
    name: 'queue-asks',
    stories: [['incident-list', 'QueueResolves']],
    width: 1240,
    height: 480,
    views: onScreen,
  },
  {
    name: 'queue-columns',
    stories: [['incident-list', 'QueueColumns']],
    width: 1240,
    height: 560,
    views: ['light', 'right-to-left', 'narrow'],
  },
  {
    name: 'queue-sheet',
    stories: [['incident-list', 'QueueSelectedOnAPhone']],
    width: 320,
    views: onScreen.filter((view) => view !== 'narrow'),
  },
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
  {
    name: 'timeline-found',
    stories: [['incident-timeline', 'Find']],
    width: 800,
    height: 620,
    views: onScreen,
  },
  // It writes what it shows: what is taken before shows nothing of that.
  {
    name: 'timeline-long',
    stories: [['incident-timeline', 'Long']],
    width: 800,
    height: 760,
    views: onScreen,
  },
  { name: 'on-call', stories: [['on-call', 'One']], width: 800 },
  // It stands where the bell was when it was opened, so it is opened again where that is elsewhere.
  {
    name: 'notifications',
    stories: [['incident-notifications', 'Opened']],
    width: 480,
    views: onScreen.filter((view) => view !== 'right-to-left'),
  },
  {
    name: 'notifications-right-to-left',
    stories: [['incident-notifications', 'RightToLeft']],
    width: 480,
    views: ['light', 'narrow'],
  },
  {
    name: 'notifications-none',
    stories: [['incident-notifications', 'Nothing']],
    width: 480,
    views: ['light', 'narrow'],
  },
  { name: 'alert-sources', stories: [['alert-sources', 'Open']], width: 800 },
  {
    name: 'alert-sources-tried',
    stories: [['alert-sources', 'Trying']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'sent-messages', stories: [['sent-messages', 'All']], width: 800 },
  {
    name: 'sent-messages-targets',
    stories: [['sent-messages', 'Targets']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'alert-rules', stories: [['alert-rules', 'All']], width: 800 },
  {
    name: 'alert-rules-edited',
    stories: [['alert-rules', 'Editing']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  {
    name: 'alert-rules-tried',
    stories: [['alert-rules', 'Trying']],
    width: 800,
    views: ['light', 'dark', 'narrow'],
  },
  { name: 'incident-learning', stories: [['incident-learning', 'AsItStands']], width: 800 },
  { name: 'problem-list', stories: [['problem-list', 'All']], width: 800 },
  { name: 'problem-record', stories: [['problem-record', 'KnownError']], width: 800 },
  { name: 'incident-review', stories: [['incident-review', 'Written']], width: 800 },
  { name: 'service-objectives', stories: [['service-objectives', 'All']], width: 800 },
  {
    name: 'service-objectives-edited',
    stories: [['service-objectives', 'Editing']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  {
    name: 'service-objectives-draft',
    stories: [['service-objectives', 'Draft']],
    width: 800,
    views: ['light', 'dark', 'narrow'],
  },
  {
    name: 'service-objectives-none',
    stories: [['service-objectives', 'Nothing']],
    width: 800,
    views: ['light', 'narrow'],
  },
  { name: 'knowledge-search', stories: [['knowledge-search', 'ToTheDesk']], width: 800 },
  {
    name: 'knowledge-saved',
    stories: [['knowledge-search', 'WhatTheySaved']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'knowledge-article', stories: [['knowledge-article', 'ToTheDesk']], width: 800 },
  {
    name: 'knowledge-article-edited',
    stories: [['knowledge-article', 'Editor']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'process-map', stories: [['process-map', 'Stages']], width: 800 },
  {
    name: 'process-map-teams',
    stories: [['process-map', 'Teams']],
    width: 800,
    views: ['light', 'right-to-left', 'narrow'],
  },
  { name: 'signal-anomalies', stories: [['signal-anomalies', 'All']], width: 800 },
  {
    name: 'signal-anomalies-asks',
    stories: [['signal-anomalies', 'Dismissing']],
    width: 800,
    height: 640,
    views: ['light', 'right-to-left', 'narrow'],
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

export const views: Readonly<Record<string, View>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced-colours': { colorScheme: 'dark', forcedColors: 'active' },
  'right-to-left': { dir: 'rtl' },
  print: { media: 'print' },
  narrow: { width: 320 },
};
