/** How long the desk may take, in milliseconds of working time; null where there is no target. */
export interface Targets {
  response: number | null;
  resolution: number | null;
}

export type TargetName = keyof Targets;
