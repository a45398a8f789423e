import { isSame } from '../editing/list-changes.ts';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import { daysOf, percentOf } from './objective-card.ts';
import type { DefinedObjective, ObjectivesChange } from './objective-changes.ts';
import { nameIn, type Offered } from './read-editable.ts';

interface ChangeModel {
  words: ObjectivesEditorMessages;
  offered: Offered;
  locale: string;
}

/** One change as a sentence. */
export function describeChange(change: ObjectivesChange, model: ChangeModel): string {
  const { words } = model;
  switch (change.kind) {
    case 'added':
    case 'removed':
      return words[change.kind](change.item.name);
    case 'changed':
      return words.changed(change.from.name, differencesOf(change.from, change.to, model));
    case 'order':
      return words.reordered;
  }
}

function differencesOf(
  from: DefinedObjective,
  to: DefinedObjective,
  { words, offered, locale }: ChangeModel,
): string[] {
  const { differences } = words;
  const serviceOf = ({ service }: DefinedObjective) => nameIn(offered.services, service);
  const targetOf = ({ target }: DefinedObjective) => percentOf(locale, target);
  const windowOf = ({ windowDays }: DefinedObjective) => daysOf(locale, windowDays);
  const countedBy = ({ indicator }: DefinedObjective) =>
    indicator.kind === 'measurements'
      ? words.measuredEvents
      : words.incidentsOf(nameIn(offered.priorities, indicator.priority));
  const said: [field: keyof DefinedObjective, words: string][] = [
    ['name', differences.name(to.name)],
    ['service', differences.service(serviceOf(to), serviceOf(from))],
    ['target', differences.target(targetOf(to), targetOf(from))],
    ['windowDays', differences.windowDays(windowOf(to), windowOf(from))],
    ['indicator', differences.indicator(countedBy(to), countedBy(from))],
    ['isPublic', differences.isPublic(to.isPublic)],
  ];
  return said.filter(([field]) => !isSame(from[field], to[field])).map(([, words]) => words);
}
