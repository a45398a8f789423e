/**
 * Every word that a person can read, in English. One file an element (`en/<element>.ts`), and each
 * element imports its own file, never this one: a module is the smallest thing that a page can load,
 * so a status page full of badges must not carry the messages of the report form.
 */
export * from './en/incident-report.ts';
export * from './en/incident-timeline.ts';
export * from './en/priority-matrix.ts';
export * from './en/sla-badge.ts';
