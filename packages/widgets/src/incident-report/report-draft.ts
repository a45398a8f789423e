import { emptyValues, fieldNames, type ReportValues } from './report-values.ts';

/** What survives a reload: the text, and the key that makes sending it again the same report. */
export interface ReportDraft {
  key: string;
  values: ReportValues;
}

/** The draft kept under that name; null for no name, when there is none, or the browser keeps nothing for us. */
export function readDraft(name: string): ReportDraft | null {
  try {
    // What is no draft fails here or below.
    const { key, values } = JSON.parse((name && sessionStorage.getItem(name)) || 'null');
    if (typeof key !== 'string') return null;
    const draft: ReportDraft = { key, values: emptyValues() };
    for (const field of fieldNames) {
      const value: unknown = values[field];
      if (typeof value === 'string') draft.values[field] = value;
    }
    return draft;
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it. A browser that refuses storage costs the convenience, no more. */
export function keepDraft(name: string, draft: ReportDraft | null): void {
  try {
    if (!name) return;
    if (draft) sessionStorage.setItem(name, JSON.stringify(draft));
    else sessionStorage.removeItem(name);
  } catch {
    // Private mode, or the quota is used up.
  }
}
