import type { AlertRule, AlertRules } from '@incident-kit/server/domain';
import type { DocumentDraft } from '../editing/document-draft.ts';
import type { EditableDocument, PublishedVersion } from '../editing/editable-document.ts';
import {
  isSame,
  type ListChange,
  listChanges,
  withItem,
  withListChange,
  withoutItem,
} from '../editing/list-changes.ts';

/** A version of the document `signals`, as `configuration.get` has it. */
export interface RulesVersion extends PublishedVersion {
  document: AlertRules;
  publishedBy: string | null;
  reason: string | null;
}

/** What is in the document besides the rules. */
export type Setting = Exclude<keyof AlertRules, 'rules'>;

export type RulesChange =
  | ListChange<AlertRule>
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
  return { ...document, rules: withItem(document.rules, rule) };
}

export function withoutRule(document: AlertRules, id: string): AlertRules {
  return { ...document, rules: withoutItem(document.rules, id) };
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
  const changes: RulesChange[] = listChanges(from.rules, to.rules);
  for (const setting of settingsOf(to)) {
    if (isSame(from[setting], to[setting])) continue;
    changes.push({ kind: 'setting', setting, to: to[setting] });
  }
  return changes;
}

function applyChange(document: AlertRules, change: RulesChange): AlertRules {
  return change.kind === 'setting'
    ? { ...document, [change.setting]: change.to }
    : { ...document, rules: withListChange(document.rules, change) };
}

function settingsOf(document: AlertRules): Setting[] {
  return (Object.keys(document) as (keyof AlertRules)[]).filter((key) => key !== 'rules');
}
