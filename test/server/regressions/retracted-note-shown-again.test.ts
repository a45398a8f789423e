import { expect, test } from 'vitest';
import { rosa } from '../support/kit.ts';
import { reported } from '../support/reported.ts';

test('INC-17 LIVE-5: pages and repeated notes show what there is by now, and nothing of the desk’s', async () => {
  const { as, desk, incident } = await reported();
  const sent = { incident, text: 'The router is at fault', key: 'sent-twice' };
  const { seq } = await desk.addNote.mutate(sent);
  await desk.retractNote.mutate({ incident, note: seq });
  expect((await desk.addNote.mutate(sent)).entry).toMatchObject({ retracted: true, text: '' });
  await desk.addNote.mutate({ incident, text: 'Hush', visibility: 'internal' });
  const page = await as(rosa).incidents.timeline.query({ incident, limit: 1 });
  expect(page.entries).toMatchObject([{ kind: 'note-retracted' }]);
  const rest = { incident, limit: 2, before: page.earlier ?? 0 };
  expect((await as(rosa).incidents.timeline.query(rest)).entries).toMatchObject([
    { kind: 'reported' },
    { kind: 'note', retracted: true },
  ]);
});
