import { randomBytes } from 'node:crypto';
import { systemActor } from '../domain/actor.ts';
import { defaultDocuments } from '../domain/configuration/defaults.ts';
import {
  type DocumentKind,
  type Documents,
  documentKinds,
} from '../domain/configuration/documents.ts';
import { documentStream, type NewDocumentEvent } from '../domain/configuration/events.ts';
import type { Store } from '../store/store.ts';

/** The name under which the key of the receipts is kept. */
const receiptSecret = 'receipts';

/**
 * Gives an empty database what everything else stands on: the first version of every document, in
 * the log like every later one, and the secret of the receipts.
 * @param given documents that the settings have; they count only where there is none yet, since what
 *   was published later must not be undone by a restart
 */
export async function installDefaults(
  store: Store,
  given: { [Kind in DocumentKind]?: Documents[Kind] | undefined },
  now: number,
): Promise<{ receiptSecret: string }> {
  return store.write(async (transaction) => {
    for (const kind of documentKinds) {
      if (await transaction.document(kind, 1)) continue;
      const event = firstVersion(kind, given[kind] ?? defaultDocuments[kind]);
      const stamp = { at: now, actor: systemActor, actorName: null };
      await transaction.append(documentStream(kind), 0, event, stamp);
    }
    const kept = await transaction.secret(receiptSecret);
    if (kept) return { receiptSecret: kept };
    const made = randomBytes(32).toString('base64url');
    await transaction.keepSecret(receiptSecret, made);
    return { receiptSecret: made };
  });
}

function firstVersion(kind: DocumentKind, document: Documents[DocumentKind]): NewDocumentEvent {
  const [version, basedOn, personal] = [1, 0, { reason: null }];
  // One type of event for each kind of document: which belongs to which, only the reader can see.
  return (
    kind === 'matrix'
      ? { type: 'matrix.published', data: { version, basedOn, matrix: document }, personal }
      : { type: `${kind}.published`, data: { version, basedOn, document }, personal }
  ) as NewDocumentEvent;
}
