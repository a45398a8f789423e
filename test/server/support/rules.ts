import { type Documents, documentKinds, type Rules } from '@incident-kit/server/domain';

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
