import type { DocumentCache } from '../document-cache.ts';
import type { Transaction } from '../port/store.ts';
import { CommandBatch } from './command-batch.ts';
import type { Begun } from './engine.ts';

/**
 * Does what it takes to write a report, and leaves nothing of it, in a transaction that is then to be
 * committed: that, too, may be what does not work.
 * @param withRows whether to write the rows, too, and take them back. Those of PostgreSQL leave room that
 *   it has to clear away, so that is for when it has refused some.
 */
export async function rehearse(
  { connection, head }: Begun,
  documentCache: DocumentCache,
  { withRows }: { withRows: boolean },
): Promise<void> {
  const commands = new CommandBatch({ connection, head, replies: [] }, {}, documentCache);
  await commands.run((transaction) => report(transaction, head.at));
  const changes = commands.takeUnwritten();
  if (!changes) throw new Error('A report has written nothing.');
  if (withRows) {
    await connection.savepoint();
    await connection.write(changes);
    await connection.rollbackToSavepoint();
  }
  await connection.rehearse({ ...changes, head });
}

/** As small as a report can be. Nobody will ever see it. */
async function report({ incidents, log, replies }: Transaction, at: number): Promise<void> {
  const number = await incidents.nextNumber();
  const name = 'rehearsal';
  const actor = { role: 'agent', id: name, site: name } as const;
  await log.append(
    `incident/${number}`,
    0,
    {
      type: 'incident.reported',
      data: {
        number,
        service: null,
        category: null,
        impact: name,
        urgency: name,
        priority: name,
        matrixVersion: 1,
        targets: { response: null, resolution: null },
      },
      personal: { title: name, description: '', contact: null },
    },
    { at, actor, actorName: null },
  );
  await replies.keep(name, name, name, at);
}
