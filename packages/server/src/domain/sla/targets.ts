/**
 * What the desk promises: a first answer, a solution, and that nobody's message waits longer than so
 * for a public update.
 */
export const targetNames = ['response', 'resolution', 'update'] as const;
export type TargetName = (typeof targetNames)[number];

/** How long the desk may take, in milliseconds of working time; null where there is no target. */
export type Targets = Record<TargetName, number | null>;
