import type { AlertRulesEditorMessages } from '../locales/en/alert-rules-editor.ts';
import type { RulesChange } from './rule-changes.ts';

/** One change as a sentence. */
export function describeChange(change: RulesChange, words: AlertRulesEditorMessages): string {
  switch (change.kind) {
    case 'added':
    case 'removed':
      return words[change.kind](change.item.name);
    case 'changed':
      return change.from.name === change.to.name
        ? words.changed(change.to.name)
        : words.renamed(change.from.name, change.to.name);
    case 'order':
      return words.reordered;
    case 'setting':
      return words.setting(words.settings[change.setting]);
  }
}
