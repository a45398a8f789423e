import { describe, expect, test } from 'vitest';
import { emptyDatabase, execute } from '../support/database.ts';
import { amir, grace, intranet, report, rosa, testKit, visitor } from '../support/kit.ts';

const other = { ...intranet, key: 'pk_other', name: 'Other' };

describe('the idempotency key of a visitor nobody knows', () => {
  test('INC-3: with another content it is another report, and shows nobody else’s receipt', async () => {
    const { as } = testKit({ sites: [intranet, other] });
    const { incidents } = as(visitor);
    const contact = { name: 'Ada', email: 'ada@example.com' };
    const sent = report({ key: 'a-key-of-8', description: 'In my office', contact });
    const first = await incidents.report.mutate(sent);
    const others = [
      { ...sent, title: 'My own trouble' },
      { ...sent, title: `${sent.title}.` },
      { ...sent, description: '' },
      { ...sent, impact: 'high' },
      { ...sent, urgency: 'low' },
      { ...sent, service: 'laptop' },
      { ...sent, contact: { ...contact, name: 'Eve' } },
      { ...sent, contact: { email: contact.email } },
      { ...sent, contact: undefined },
      { ...sent, title: sent.title.toUpperCase() },
    ];
    const receipts = new Set([first.receipt?.token]);
    for (const [index, each] of others.entries()) {
      const answer = await incidents.report.mutate(each);
      expect(answer.incident).toBe(`INC-${index + 2}`);
      receipts.add(answer.receipt?.token);
    }
    // The same at another site, and from somebody who is known.
    const elsewhere = await as({ site: other }).incidents.report.mutate(sent);
    receipts.add(elsewhere.receipt?.token);
    expect(receipts.size).toBe(others.length + 2);
    expect((await as(rosa).incidents.report.mutate(sent)).receipt).toBeNull();
    const named = as({ ...rosa, sub: 'anonymous' }).incidents;
    expect(await named.report.mutate(sent)).toMatchObject({ incident: 'INC-14', receipt: null });
  });

  test('INC-2: with the same content it is a retry, and gets its own receipt', async () => {
    const { as, clock } = testKit();
    const sent = report({ contact: { email: 'ada@example.com' }, description: ' As before \n' });
    const first = await as(visitor).incidents.report.mutate(sent);
    clock.now += 60_000;
    const { key, title, ...rest } = sent;
    const again = await as(visitor).incidents.report.mutate({ ...rest, title, key });
    expect(again).toEqual(first);
    const several = report();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => as(visitor).incidents.report.mutate(several)),
    );
    expect(new Set(answers.map((each) => each.receipt?.token)).size).toBe(1);
    expect((await as(grace).incidents.list.query({})).total).toBe(2);
  });

  test('INC-3: what is kept gives away neither the key nor what was sent', async () => {
    const database = await emptyDatabase();
    const { as } = testKit({ database });
    const sent = report({ key: 'known-key' });
    const first = await as(visitor).incidents.report.mutate(sent);
    await execute(database, `delete from answers where key = 'known-key'`);
    expect(await as(visitor).incidents.report.mutate(sent)).toEqual(first);
  });

  test('INC-2 INC-3: what version 0.1.0 kept under the key alone is for who says the same', async () => {
    const database = await emptyDatabase();
    const { as } = testKit({ database });
    const contact = { name: 'Ada' };
    const sent = report({ contact, service: 'laptop', description: 'As before' });
    const first = await as(visitor).incidents.report.mutate(sent);
    // As that version kept it.
    await execute(database, `update answers set key = '${sent.key}'`);
    for (const other of [
      { ...sent, title: 'Something else' },
      { ...sent, contact: { name: 'Eve' } },
      { ...sent, contact: undefined },
      { ...sent, service: undefined },
      { ...sent, description: '' },
      { ...sent, impact: 'low' },
    ]) {
      expect((await as(visitor).incidents.report.mutate(other)).incident).not.toBe('INC-1');
    }
    expect(await as(visitor).incidents.report.mutate(sent)).toEqual(first);
    // What was erased can be compared with nothing.
    await as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    expect((await as(visitor).incidents.report.mutate(sent)).incident).not.toBe('INC-1');
  });
});
