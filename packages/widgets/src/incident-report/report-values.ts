import type { KitApi } from '../client/api.ts';
import { incidentReportWords as words } from '../locales/en/incident-report.ts';
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
] as const;

export type FieldName = (typeof fieldNames)[number];
export type ReportValues = Record<FieldName, string>;
export type FieldErrors = Partial<Record<FieldName, string>>;

export function emptyValues(): ReportValues {
  return Object.fromEntries(fieldNames.map((name) => [name, ''])) as ReportValues;
}

/** What is offered for a field that is chosen rather than written. */
export function offered(form: ReportForm, name: FieldName): { id: string; name: string }[] {
  return name === 'service'
    ? form.services
    : name === 'category'
      ? form.categories
      : name === 'impact'
        ? form.impacts
        : name === 'urgency'
          ? form.urgencies
          : [];
}

/** What the server says about a field's length; undefined for fields that are chosen. */
export function limitOf(form: ReportForm, name: FieldName): number | undefined {
  const { title, description, contactName, contactEmail } = form.limits;
  const limits: Partial<Record<FieldName, { max: number }>> = {
    title,
    description,
    'contact.name': contactName,
    'contact.email': contactEmail,
  };
  return limits[name]?.max;
}

/** What is wrong with the values, by the server's own limits; the server has the last word. */
export function findErrors(form: ReportForm, values: ReportValues): FieldErrors {
  const errors: FieldErrors = {};
  for (const name of fieldNames) {
    const max = limitOf(form, name);
    if (max && values[name].trim().length > max) errors[name] = words.tooLong(max);
  }
  const { length } = values.title.trim();
  if (!length) errors.title = words.missingTitle;
  else if (length < form.limits.title.min) errors.title = words.tooShort(form.limits.title.min);
  if (!values.impact) errors.impact = words.missingImpact;
  if (!values.urgency) errors.urgency = words.missingUrgency;
  const email = values['contact.email'].trim();
  // Only what is certainly no address. A regular expression for the rest does not exist.
  if (email && !/^\S+@\S+\.\S+$/.test(email)) errors['contact.email'] = words.badEmail;
  return errors;
}

/** What is sent: trimmed, and without what was left empty. */
export function toReport(form: ReportForm, values: ReportValues): IncidentReportDetail {
  const given = <K extends string>(key: K, name: FieldName) => {
    const value = values[name].trim();
    return (value ? { [key]: value } : {}) as { [P in K]?: string };
  };
  const contact = { ...given('name', 'contact.name'), ...given('email', 'contact.email') };
  return {
    title: values.title.trim(),
    ...given('description', 'description'),
    ...given('service', 'service'),
    ...given('category', 'category'),
    impact: values.impact,
    urgency: values.urgency,
    ...(form.asksContact && Object.keys(contact).length ? { contact } : {}),
  };
}

/** A report that comes back, as the form shows it. */
export function toValues(report: IncidentReportDetail): ReportValues {
  const { title, description, service, category, impact, urgency, contact } = report;
  return {
    title,
    description: description ?? '',
    service: service ?? '',
    category: category ?? '',
    impact,
    urgency,
    'contact.name': contact?.name ?? '',
    'contact.email': contact?.email ?? '',
  };
}
