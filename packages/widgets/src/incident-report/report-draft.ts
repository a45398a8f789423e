import { keptForTab } from '../base/kept-for-tab.ts';
import { emptyValues, fieldNames, type ReportValues } from './report-values.ts';

/** What survives a reload: the text, and the key that makes sending it again the same report. */
export interface ReportDraft {
  key: string;
  values: ReportValues;
}

/** The draft kept under that name; null for no name, and when there is none. */
export function readDraft(name: string): ReportDraft | null {
  const { key, values } = (keptForTab(name) ?? {}) as Partial<ReportDraft>;
  if (typeof key !== 'string' || !values) return null;
  const draft: ReportDraft = { key, values: emptyValues() };
  for (const field of fieldNames) {
    const value: unknown = values[field];
    if (typeof value === 'string') draft.values[field] = value;
  }
  return draft;
}
