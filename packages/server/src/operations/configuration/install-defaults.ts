import { randomBytes } from 'node:crypto';
import { systemActor } from '../../domain/actor.ts';
import { assertNoErrors, checkDocuments } from '../../domain/configuration/check.ts';
import { published } from '../../domain/configuration/decide.ts';
import { defaultDocuments } from '../../domain/configuration/defaults.ts';
import {
  type DocumentKind,
  type Documents,
  documentKinds,
  installedKinds,
} from '../../domain/configuration/documents.ts';
import { documentStream } from '../../domain/configuration/events.ts';
import type { Store, Transaction } from '../../store/port/store.ts';

/** The name under which the key of the receipts is kept. */
const receiptSecret = 'receipts';

type Given = { [Kind in DocumentKind]?: Documents[Kind] | undefined };

/**
 * Gives an empty database what everything else stands on: the first version of every document, in
 * the log like every later one, and the secret of the receipts.
 * @param given documents that the settings have; they count only where there is none yet, since what
 *   was published later must not be undone by a restart
 * @throws KitError `document-invalid`, `matrix-invalid`: the given documents do not fit together
 */
export async function installDefaults(
  store: Store,
  given: Given,
  now: number,
): Promise<{ receiptSecret: string }> {
  return store.write(async (transaction) => {
    const missing = await missingDocuments(transaction, given);
    // Where there are others already, those were published since and are looked at then.
    if (installedKinds.every((kind) => missing.includes(kind))) assertFirst(given);
    for (const kind of missing) {
      const document = given[kind] ?? defaultDocuments[kind];
      const event = published(kind, { basedOn: 0, document, reason: null }, 1);
      const stamp = { at: now, actor: systemActor, actorName: null };
      await transaction.log.append(documentStream(kind), 0, event, stamp);
    }
    const kept = await transaction.secrets.get(receiptSecret);
    if (kept) return { receiptSecret: kept };
    const made = randomBytes(32).toString('base64url');
    await transaction.secrets.keep(receiptSecret, made);
    return { receiptSecret: made };
  });
}

async function missingDocuments(transaction: Transaction, given: Given): Promise<DocumentKind[]> {
  const missing: DocumentKind[] = [];
  for (const kind of documentKinds) {
    const isWanted = installedKinds.includes(kind) || given[kind] !== undefined;
    if (isWanted && !(await transaction.documents.get(kind, 1))) missing.push(kind);
  }
  return missing;
}

function assertFirst(given: Given): void {
  const entries = documentKinds.map((kind) => [kind, given[kind] ?? defaultDocuments[kind]]);
  const first = Object.fromEntries(entries) as unknown as Documents;
  const sent = documentKinds.map((kind) => [kind, ['configuration', kind]]);
  assertNoErrors(checkDocuments(first), Object.fromEntries(sent));
}
