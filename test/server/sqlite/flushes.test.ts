import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Receipts } from '../../../packages/server/src/access/receipts.ts';
import { SignedLinks } from '../../../packages/server/src/access/signed-links.ts';
import { siteSchema } from '../../../packages/server/src/access/sites.ts';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import type { OperationContext } from '../../../packages/server/src/operations/context.ts';
import { BadgeCache } from '../../../packages/server/src/operations/incidents/badge-cache.ts';
import { reportIncident } from '../../../packages/server/src/operations/incidents/report-incident.ts';
import { ArticleSearch } from '../../../packages/server/src/operations/knowledge/article-search.ts';
import { IncidentLearning } from '../../../packages/server/src/operations/learning/incident-learning.ts';
import type { Changes } from '../../../packages/server/src/store/commit/changes.ts';
import { GroupCommit } from '../../../packages/server/src/store/commit/group-commit.ts';
import { DocumentCache } from '../../../packages/server/src/store/document-cache.ts';
import type { Head } from '../../../packages/server/src/store/log/event-log.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { openFile } from '../../../packages/server/src/store/sqlite/prepare.ts';
import { SqliteWriter } from '../../../packages/server/src/store/sqlite/writer.ts';
import { noAttachments } from '../../support/no-attachments.ts';
import { neverOverloaded, openIntake } from '../../support/no-limits.ts';
import { noSources } from '../../support/no-sources.ts';
import { similarIn } from '../../support/similar-in.ts';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { directoryOf } from '../../support/site-directory.ts';
import { temporaryFolder } from '../support/database.ts';
import { report } from '../support/kit.ts';
import { noteOn, reportOn } from '../support/log.ts';

/** What was written, in the order in which it was: before the commit, or with it. */
class CountingWriter extends SqliteWriter {
  written: { when: 'before' | 'with the commit'; events: number }[] = [];

  override async write(changes: Changes): Promise<void> {
    this.#count('before', changes);
    await super.write(changes);
  }

  override async commit(head: Head, rest: Changes | null): Promise<void> {
    if (rest) this.#count('with the commit', rest);
    await super.commit(head, rest);
  }

  #count(when: 'before' | 'with the commit', { rows }: Changes): void {
    this.written.push({ when, events: rows.get('events')?.length ?? 0 });
  }
}

async function countingStore() {
  const writer = new CountingWriter(await openFile(join(temporaryFolder(), 'kit.db')));
  const commits = new GroupCommit(writer, new DocumentCache());
  onTestFinished(async () => {
    await commits.close();
    await writer.close();
  });
  return { writer, store: commits as Pick<Store, 'write'> as Store };
}

describe('what a commit writes, and when', () => {
  test('LOG-10: reports under office hours that a rule gives somebody are written in one go', async () => {
    const { writer, store } = await countingStore();
    const { receiptSecret } = await installDefaults(store, deskDocuments, 1_000);
    const context: OperationContext = {
      store,
      address: null,
      intake: openIntake(() => Date.UTC(2026, 10, 23, 9)),
      overload: neverOverloaded,
      receipts: new Receipts(receiptSecret),
      links: new SignedLinks(receiptSecret),
      sites: directoryOf(),
      badgeCache: new BadgeCache(),
      similar: similarIn(store),
      learning: new IncidentLearning(store),
      knowledge: new ArticleSearch(store),
      attachments: noAttachments,
      senders: new Map(),
      sources: noSources,
      publicUrl: 'http://kit.test',
      now: () => Date.UTC(2026, 10, 23, 9),
      caller: {
        role: 'reporter',
        id: 'rosa',
        name: 'Rosa Alvarez',
        email: null,
        groups: [],
        site: siteSchema.parse({ key: 'pk_intranet', name: 'Intranet', origins: [] }),
        receiptFor: null,
        expiresAt: null,
      },
    };
    // In office hours by its service, and the next of the team in turn by its title.
    const change = { title: 'Forgot my password', service: 'service-1', description: '' };
    const reportMany = () =>
      Promise.all(
        Array.from({ length: 20 }, () => reportIncident.execute(context, report(change) as never)),
      );

    // The first asks what the team has to do, with what was written before it.
    await reportMany();
    writer.written = [];
    await reportMany();
    expect(writer.written).toEqual([{ when: 'with the commit', events: 40 }]);
  });

  test('LOG-10: what a command reads back is written once, and so is what came before it', async () => {
    const { writer, store } = await countingStore();
    await Promise.all([
      store.write((transaction) => reportOn(transaction)),
      store.write(async (transaction) => {
        await noteOn(transaction, 1, 'One');
        expect(await transaction.log.streamAfter('incident/1', 0, 10)).toHaveLength(2);
        expect(await transaction.log.streamAfter('incident/1', 0, 10)).toHaveLength(2);
        await noteOn(transaction, 1, 'Two');
        expect(await transaction.log.streamAfter('incident/1', 0, 10)).toHaveLength(3);
        // Nobody has written there.
        await transaction.affected.has(1, { role: 'reporter', id: 'tom', site: 'pk_intranet' });
      }),
      store.write((transaction) => noteOn(transaction, 1, 'Three')),
    ]);
    expect(writer.written).toEqual([
      { when: 'before', events: 1 },
      { when: 'before', events: 1 },
      { when: 'before', events: 1 },
      { when: 'with the commit', events: 1 },
    ]);
  });
});
