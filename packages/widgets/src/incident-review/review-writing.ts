import type { KitClient } from '../client/client.ts';
import { type Item, mergeFields, mergeLists, recognize, saysSame } from '../editing/three-way.ts';
import { type Action, type Answer, type Content, type Draft, sections } from './review-draft.ts';
import { nextId } from './review-form.ts';

export { leaveForm } from '../base/form-end.ts';
export { reviewForm } from './review-form.ts';

export function beginDraft({ review }: Answer): Draft {
  const began = contentOf(review, []);
  return {
    basedOn: review?.version ?? 0,
    began,
    texts: { ...began.texts },
    actions: began.actions.map((each) => ({ ...each })),
    theirs: { texts: {}, actions: new Map() },
  };
}

/** @param before the actions that these came from */
function contentOf(review: Answer['review'], before: readonly Item<Action>[]): Content {
  const texts = sections.map((each) => [each, review?.[each] ?? '']);
  const actions = recognize(before, review?.actions ?? [], 'what', nextId);
  return { texts: Object.fromEntries(texts) as Content['texts'], actions };
}

/** Whether something was written that leaving would drop. */
export function isWritten({ began, texts, actions }: Draft): boolean {
  const others = began.actions;
  return (
    sections.some((each) => !saysSame(texts[each], began.texts[each])) ||
    actions.length !== others.length ||
    actions.some((each, index) => {
      const fields = Object.keys(each) as (keyof typeof each)[];
      return fields.some((field) => !saysSame(each[field], others[index]?.[field]));
    })
  );
}

/** It goes on from what somebody else has made of the review meanwhile. */
export function takeTheirs(draft: Draft, { review }: Answer): void {
  const began = contentOf(review, draft.began.actions);
  const { values, both } = mergeFields(draft.began.texts, draft.texts, began.texts);
  const actions = mergeLists<Action>(draft.began.actions, draft.actions, began.actions);
  const news = actions.flatMap(({ item, theirs }) => (theirs ? [[item.id, theirs] as const] : []));
  draft.basedOn = review?.version ?? 0;
  draft.began = began;
  draft.texts = values;
  draft.actions = actions.map(({ item }) => ({ ...item }));
  // What was not looked at yet stays beside, also when somebody is faster once more.
  draft.theirs = {
    texts: { ...draft.theirs.texts, ...both },
    actions: new Map([...draft.theirs.actions, ...news]),
  };
}

export function sendDraft(kit: KitClient, incident: string, draft: Draft): Promise<Answer> {
  const { basedOn, texts } = draft;
  const actions = draft.actions
    .filter(({ what }) => what.trim() !== '')
    .map(({ what, owner, due, isDone }) => ({ what, owner, due: due || null, isDone }));
  return kit.call((api) => api.reviews.write.mutate({ incident, basedOn, ...texts, actions }));
}
