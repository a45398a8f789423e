import type { FieldError } from '@incident-kit/server/domain';
import type { KitApi } from '../client/api.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';
import type { SaidError } from '../locales/language.ts';
import type { IncidentReportDetail } from './incident-report.events.ts';

/** What the server says the form needs. */
export type ReportForm = Awaited<ReturnType<KitApi['forms']['report']['query']>>;

/** Everything in the form that has a value, by the path under which the server knows it. */
export const fieldNames = [
  'title',
  'description',
  'service',
  'category',
  'impact',
  'urgency',
  'contact.name',
  'contact.email',
  // Nobody sees it: whoever fills it in has more work to do, see LIM-4.
  'website',
] as const;

export type FieldName = (typeof fieldNames)[number];
export type ReportValues = Record<FieldName, string>;
/** What is wrong with a field: found here, or refused by the server. Said when it is shown. */
export type FieldProblem =
  | ((messages: IncidentReportMessages) => string)
  | { error: SaidError; field: FieldError };
export type FieldErrors = Partial<Record<FieldName, FieldProblem>>;

export function emptyValues(): ReportValues {
  return Object.fromEntries(fieldNames.map((name) => [name, ''])) as ReportValues;
}

const lists: Record<string, string> = {
  service: 'services',
  category: 'categories',
  impact: 'impacts',
  urgency: 'urgencies',
};

export interface Offered {
  id: string;
  name: string;
  /** Of levels, as somebody would say it who knows nothing of them. */
  everyday?: string;
}

/** What is offered for a field that is chosen rather than written. */
export function offered(form: ReportForm, name: string): Offered[] {
  return form[lists[name] as keyof typeof form & 'services'] ?? [];
}

/** How long a field may be; endless for those that are chosen. */
export function limitOf({ limits }: ReportForm, name: FieldName): number {
  const all: Record<string, { max: number }> = {
    ...limits,
    'contact.name': limits.contactName,
    'contact.email': limits.contactEmail,
  };
  return all[name]?.max ?? Infinity;
}

/** What is wrong with the values, by the server's own limits; the server has the last word. */
export function findErrors(form: ReportForm, values: ReportValues): FieldErrors {
  const errors: FieldErrors = {};
  for (const name of fieldNames) {
    const max = limitOf(form, name);
    if (values[name].trim().length > max) errors[name] = ({ tooLong }) => tooLong(max);
  }
  const { length } = values.title.trim();
  const { min } = form.limits.title;
  if (!length) errors.title = ({ missingTitle }) => missingTitle;
  else if (length < min) errors.title = ({ tooShort }) => tooShort(min);
  if (!values.impact) errors.impact = ({ missingImpact }) => missingImpact;
  if (!values.urgency) errors.urgency = ({ missingUrgency }) => missingUrgency;
  // Only what is certainly no address. A regular expression for the rest does not exist.
  if (!/^(\S+@\S+\.\S+)?$/.test(values['contact.email'].trim())) {
    errors['contact.email'] = ({ badEmail }) => badEmail;
  }
  return errors;
}

/** What is sent: trimmed, and without what was left empty. */
export function toReport(form: ReportForm, values: ReportValues): IncidentReportDetail {
  const report: Record<string, unknown> = {};
  const contact: Record<string, string> = {};
  for (const name of fieldNames) {
    const value = values[name].trim();
    const [field, part] = name.split('.') as [string, string?];
    if (!value || (part && !form.asksContact)) continue;
    if (part) contact[part] = value;
    report[field] = part ? contact : value;
  }
  return report as unknown as IncidentReportDetail;
}
