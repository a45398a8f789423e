/** What a check found. */
export interface Finding {
  check: 'origins' | 'keys' | 'clock' | 'database' | 'disk' | 'proxy' | 'files';
  /** `problem`: something does not work, or is open to others. `warning`: it may be meant so. */
  level: 'problem' | 'warning' | 'fine';
  sentence: string;
  /** What to do about it; null when there is nothing to do. */
  next: string | null;
}

export type Check = Finding['check'];

export function fine(check: Check, sentence: string): Finding {
  return { check, level: 'fine', sentence, next: null };
}

export function warning(check: Check, sentence: string, next: string): Finding {
  return { check, level: 'warning', sentence, next };
}

export function problem(check: Check, sentence: string, next: string): Finding {
  return { check, level: 'problem', sentence, next };
}
