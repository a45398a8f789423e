import type { AlertRule, AlertRules } from '@incident-kit/server/domain';
import type { DocumentDraft } from '../editing/document-draft.ts';
import type { EditableDocument, PublishedVersion } from '../editing/editable-document.ts';

/** A version of the document `signals`, as `configuration.get` has it. */
export interface RulesVersion extends PublishedVersion {
  document: AlertRules;
  publishedBy: string | null;
  reason: string | null;
}

/** What is in the document besides the rules. */
export type Setting = Exclude<keyof AlertRules, 'rules'>;

/** What was changed, one thing at a time, so that each can be carried over to another version. */
export type RulesChange =
  | { kind: 'removed'; rule: AlertRule }
  /** `before` are the ids of what stands before it, the first first. */
  | { kind: 'added'; rule: AlertRule; before: string[] }
  | { kind: 'changed'; from: AlertRule; to: AlertRule }
  | { kind: 'order'; to: string[] }
  | { kind: 'setting'; setting: Setting; to: AlertRules[Setting] };

export type RulesDraft = DocumentDraft<AlertRules, RulesChange, RulesVersion>;

export const editableRules: EditableDocument<AlertRules, RulesChange, RulesVersion> = {
  contentOf: ({ document }) => document,
  changesBetween,
  applyChange,
  staleCode: 'document-stale',
  isVersion: (value): value is RulesVersion =>
    typeof value === 'object' && value !== null && 'document' in value && 'version' in value,
};

/** The rules with one in the place of the one of its id, or added as the last. */
export function withRule(document: AlertRules, rule: AlertRule): AlertRules {
  const isKnown = document.rules.some(({ id }) => id === rule.id);
  const rules = isKnown
    ? document.rules.map((each) => (each.id === rule.id ? rule : each))
    : [...document.rules, rule];
  return { ...document, rules };
}

export function withoutRule(document: AlertRules, id: string): AlertRules {
  return { ...document, rules: document.rules.filter((each) => each.id !== id) };
}

/** The rules with one of them earlier or later: the first that fits decides. */
export function withRuleMoved(document: AlertRules, id: string, by: -1 | 1): AlertRules {
  const from = document.rules.findIndex((each) => each.id === id);
  const rule = document.rules[from];
  const to = from + by;
  if (!rule || to < 0 || to >= document.rules.length) return document;
  return { ...document, rules: document.rules.toSpliced(from, 1).toSpliced(to, 0, rule) };
}

/** An id that no rule has. */
export function newRuleId({ rules }: AlertRules): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

function changesBetween(from: AlertRules, to: AlertRules): RulesChange[] {
  const before = new Map(from.rules.map((rule) => [rule.id, rule]));
  const after = new Set(to.rules.map(({ id }) => id));
  const changes: RulesChange[] = from.rules
    .filter(({ id }) => !after.has(id))
    .map((rule) => ({ kind: 'removed', rule }));
  for (const [index, rule] of to.rules.entries()) {
    const was = before.get(rule.id);
    if (was && !isSame(was, rule)) changes.push({ kind: 'changed', from: was, to: rule });
    if (!was) changes.push({ kind: 'added', rule, before: idsOf(to).slice(0, index) });
  }
  const kept = (ids: string[]) => ids.filter((id) => before.has(id) && after.has(id));
  if (!isSame(kept(idsOf(from)), kept(idsOf(to)))) changes.push({ kind: 'order', to: idsOf(to) });
  for (const setting of settingsOf(to)) {
    if (isSame(from[setting], to[setting])) continue;
    changes.push({ kind: 'setting', setting, to: to[setting] });
  }
  return changes;
}

function applyChange(document: AlertRules, change: RulesChange): AlertRules {
  switch (change.kind) {
    case 'removed':
      return withoutRule(document, change.rule.id);
    case 'added': {
      // After the nearest of those that stood before it and are still there.
      const ids = idsOf(document);
      const nearest = change.before.findLast((id) => ids.includes(id));
      const place = nearest === undefined ? 0 : ids.indexOf(nearest) + 1;
      const rest = document.rules.filter(({ id }) => id !== change.rule.id);
      return { ...document, rules: rest.toSpliced(place, 0, change.rule) };
    }
    case 'changed': {
      const isThere = idsOf(document).includes(change.to.id);
      return isThere ? withRule(document, change.to) : document;
    }
    case 'order': {
      const place = (id: string) => {
        const found = change.to.indexOf(id);
        return found < 0 ? change.to.length : found;
      };
      const rules = document.rules.toSorted((one, other) => place(one.id) - place(other.id));
      return { ...document, rules };
    }
    case 'setting':
      return { ...document, [change.setting]: change.to };
  }
}

function idsOf({ rules }: AlertRules): string[] {
  return rules.map(({ id }) => id);
}

function settingsOf(document: AlertRules): Setting[] {
  return (Object.keys(document) as (keyof AlertRules)[]).filter((key) => key !== 'rules');
}

/** Fields in another order, and those that are there without a value, say the same. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
