import type { DefinedObjective } from './objective-changes.ts';

/** An objective as somebody types it. */
export interface ObjectiveFields {
  name: string;
  service: string;
  /** Percent. */
  target: string;
  windowDays: string;
  counted: DefinedObjective['indicator']['kind'];
  /** Where incidents are counted. */
  priority: string;
  isPublic: boolean;
}

/** What of it cannot be so. */
export type FieldProblem = 'name' | 'service' | 'target' | 'windowDays' | 'priority';

/** One that needs no source: incidents are there. */
export const newObjective = (service: string, priority: string): DefinedObjective => ({
  ...{ id: '', name: '', service, target: 99.9, windowDays: 28 },
  ...{ indicator: { kind: 'incidents', priority }, isPublic: false },
});

export function toFields(objective: DefinedObjective, otherPriority: string): ObjectiveFields {
  const { name, service, target, windowDays, indicator, isPublic } = objective;
  return {
    ...{ name, service, isPublic, counted: indicator.kind },
    target: String(target),
    windowDays: String(windowDays),
    priority: indicator.kind === 'incidents' ? indicator.priority : otherPriority,
  };
}

/** The objective that was typed. */
export function toObjective(fields: ObjectiveFields, id: string): DefinedObjective {
  const { name, service, target, windowDays, counted, priority, isPublic } = fields;
  return {
    ...{ id, name: name.trim(), service },
    target: numberIn(target),
    windowDays: numberIn(windowDays),
    indicator: counted === 'incidents' ? { kind: counted, priority } : { kind: counted },
    isPublic,
  };
}

/** In the order of the form. */
export function problemsIn(fields: ObjectiveFields): FieldProblem[] {
  const { name, service, target, windowDays, counted, priority } = fields;
  const days = numberIn(windowDays);
  const isFilledIn: Record<FieldProblem, boolean> = {
    name: name.trim() !== '',
    service: service !== '',
    target: targetIn(target) !== undefined,
    windowDays: Number.isInteger(days) && days >= 1 && days <= 90,
    priority: counted !== 'incidents' || priority !== '',
  };
  return (Object.keys(isFilledIn) as FieldProblem[]).filter((field) => !isFilledIn[field]);
}

/** What may be bad, in parts per million; undefined while the target is none. */
export function allowedIn({ target }: ObjectiveFields): number | undefined {
  const percent = targetIn(target);
  return percent === undefined ? undefined : Math.round((100 - percent) * 10_000);
}

/** NaN for what is no number. */
export function numberIn(text: string): number {
  const said = text.trim().replace(/\s*%$/, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(said) ? Number(said) : Number.NaN;
}

/** Whether its decimals are as many as the server takes is seen in millionths. */
function targetIn(text: string): number | undefined {
  const percent = numberIn(text);
  const isExact = Math.abs(percent * 10_000 - Math.round(percent * 10_000)) < 1e-6;
  return isExact && percent >= 50 && percent <= 99.9999 ? percent : undefined;
}
