import type { KitClient } from '../client/client.ts';
import { mergeFields, saysSame } from '../editing/three-way.ts';
import {
  type Answer,
  type Doing,
  type Edit,
  type PlaceName,
  places,
  type TextName,
  texts,
  type Values,
} from './problem-fields.ts';

export { leaveForm } from '../base/form-end.ts';
export { problemForm } from './problem-form.ts';

export function begin(what: Doing['what'], { problem }: Answer): Doing {
  const basedOn = problem.version;
  if (what === 'link') return { what, text: '' };
  if (what !== 'edit') return { what, basedOn, text: '' };
  const began = valuesOf(problem);
  return { what, basedOn, began, values: { ...began }, theirs: {} };
}

function valuesOf(problem: Answer['problem']): Values {
  const named = [...texts, ...places].map((each) => [each, problem[each] ?? '']);
  return Object.fromEntries(named);
}

/** Whether something was written that leaving would drop. */
export function isWritten(doing: Doing): boolean {
  return doing.what === 'edit' ? changedIn(doing).length > 0 : doing.text.trim() !== '';
}

function changedIn({ began, values }: Edit): (TextName | PlaceName)[] {
  return [...texts, ...places].filter((each) => !saysSame(values[each], began[each]));
}

/** It goes on from what somebody else has made of the problem meanwhile. */
export function takeTheirs(doing: Doing, { problem }: Answer): void {
  if (doing.what === 'link') return;
  doing.basedOn = problem.version;
  if (doing.what !== 'edit') return;
  const began = valuesOf(problem);
  const { values, both } = mergeFields(doing.began, doing.values, began);
  // What was not looked at yet stays beside, also when somebody is faster once more.
  Object.assign(doing, { began, values, theirs: { ...doing.theirs, ...both } });
}

/** Sends what somebody has done. */
export function send(kit: KitClient, problem: string, doing: Doing): Promise<unknown> {
  switch (doing.what) {
    case 'edit': {
      const { basedOn, values } = doing;
      // Only what was changed: what others wrote in other fields stays.
      const edit = Object.fromEntries(
        changedIn(doing).map((each) => [
          each,
          places.some((place) => place === each) ? values[each] || null : values[each],
        ]),
      );
      return kit.call((api) => api.problems.edit.mutate({ problem, basedOn, ...edit }));
    }
    case 'resolved': {
      const { what: to, basedOn, text } = doing;
      return kit.call((api) => api.problems.move.mutate({ problem, basedOn, to, text }));
    }
    case 'closed':
    case 'open': {
      const { what: to, basedOn, text } = doing;
      const reason = text.trim() || null;
      return kit.call((api) => api.problems.move.mutate({ problem, basedOn, to, reason }));
    }
    case 'link': {
      const incidents = [doing.text.trim().toUpperCase()];
      return kit.call((api) => api.problems.link.mutate({ problem, incidents }));
    }
  }
}
