import { systemActor } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { eraseSlice } from '../../../packages/server/src/operations/privacy/erase-person.ts';
import { csv, dayFirst, importedIn, importText, installedStore, row } from '../support/imports.ts';
import { brokenLink, wholeLog } from '../support/log.ts';

const said = (change: Record<string, string | number>) =>
  row('INC7', { incident_state: 'Active', ...change });
const rows = [
  said({ assigned_to: 'Bob Needleass' }),
  said({ sys_mod_count: 1, sys_updated_at: '3/2/2016 10:00', assigned_to: 'Eve Other' }),
  said({ sys_mod_count: 2, sys_updated_at: '3/2/2016 11:00', assigned_to: 'Bob Needleass' }),
  // The same person, called otherwise.
  said({ sys_mod_count: 3, sys_updated_at: '3/2/2016 12:00', assigned_to: 'B. Needleass' }),
];
const bob = { id: 'bob', site: null };
const assignee = { 'Bob Needleass': 'bob', 'B. Needleass': 'bob', 'Eve Other': 'eve' };

test('LOG-13: whoever an import assigned is erased by every name of theirs, and what others wrote stays', async () => {
  const store = await installedStore();
  const options = { change: { values: { assignee } } };
  const text = csv(dayFirst, ...rows);
  await importText(store, text, options);
  const before = (await importedIn(store)).get('INC7');
  expect(before?.assignee).toEqual({ id: 'bob', name: 'B. Needleass' });
  await eraseSlice(store, bob, null, { at: store.now(), actor: systemActor, actorName: null });
  const log = await wholeLog(store);
  expect(JSON.stringify(log)).not.toContain('Needleass');
  expect(JSON.stringify(log)).toContain('Eve Other');
  expect(brokenLink(log)).toBeNull();
  const after = (await importedIn(store)).get('INC7');
  expect(after).toMatchObject({
    title: before?.title,
    reporterName: 'Caller 2403',
    assignee: { id: 'bob', name: null },
    status: before?.status,
    course: before?.course,
  });
  // The next import does not bring it back.
  await importText(store, csv(dayFirst, ...rows.slice(2)), options);
  expect(JSON.stringify(await wholeLog(store))).not.toContain('Needleass');
});
