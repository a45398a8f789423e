import {
  type CalendarBook,
  type Documents,
  documentKinds,
  type Rules,
} from '../../../packages/server/src/domain/index.ts';

/** Documents as if each were the first version. */
export function rulesOf(documents: Documents): Rules {
  const version = { version: 1, publishedAt: 0, publishedBy: null, reason: null };
  const entries = documentKinds.map((kind) => [
    kind,
    { kind, document: documents[kind], ...version },
  ]);
  // That each kind is there with its own document, no type of entries can say.
  return Object.fromEntries(entries) as unknown as Rules;
}

/** The calendars of these rules, whatever version of them is asked for. */
export function bookOf(rules: Rules): CalendarBook {
  return (ref) => {
    if (ref === '24x7') return ref;
    const found = rules.calendars.document.calendars.find((each) => each.id === ref.id);
    if (!found) throw new Error(`There is no calendar “${ref.id}”.`);
    return found.calendar;
  };
}
