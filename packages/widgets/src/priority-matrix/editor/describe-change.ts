import type { Level, PriorityMatrix } from '@incident-kit/server/domain';
import { formatTarget } from '../legend.ts';
import type { MatrixList } from './cells.ts';
import type { EditorModel } from './editor-model.ts';
import type { MatrixChange } from './matrix-changes.ts';

type Said = Pick<EditorModel, 'messages' | 'words' | 'locale'>;

/** One change as a sentence, e.g. "High impact × Low urgency: P3 → P2". */
export function describeChange(
  change: MatrixChange,
  matrix: PriorityMatrix,
  { messages, words, locale }: Said,
): string {
  const nameOf = (list: MatrixList, id: string) =>
    matrix[list].find((each) => each.id === id)?.name ?? id;
  const levelOf = (axis: MatrixList, name: string) =>
    axis === 'impacts' ? words.impactOf(name) : words.urgencyOf(name);
  switch (change.kind) {
    case 'cell': {
      const { impact, urgency, from, to } = change;
      return words.fromTo(
        words.cell(nameOf('impacts', impact), nameOf('urgencies', urgency)),
        from ?? words.noPriority,
        to ?? words.noPriority,
      );
    }
    case 'added':
    case 'removed': {
      const { list, item, cells } = change;
      const { name, id } = item as Level;
      const what = list === 'priorities' ? words.priorityOf(`${id} ${name}`) : levelOf(list, name);
      if (change.kind === 'added') return words.added(what);
      return words[list === 'priorities' ? 'removedPriority' : 'removed'](what, cells.length);
    }
    case 'order': {
      const said = (ids: string[]) => ids.map((id) => nameOf(change.list, id)).join(', ');
      return words.reordered(
        change.list === 'priorities'
          ? words.priorities
          : messages[change.list === 'impacts' ? 'impact' : 'urgency'],
        said(change.to),
      );
    }
    case 'priority': {
      const { id, field, from, to } = change;
      const say = (value: string | number | null) =>
        typeof value === 'string' ? value : formatTarget(messages, locale, value);
      const label = field === 'name' || field === 'color' ? words[field] : messages[field];
      return words.fromTo(words.fieldOf(id, label), say(from), say(to));
    }
    case 'level': {
      const { axis, id, field, from, to } = change;
      return words.fromTo(words.fieldOf(levelOf(axis, nameOf(axis, id)), words[field]), from, to);
    }
  }
}
