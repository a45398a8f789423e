import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../packages/server/src/domain/incident/allowed-actions.ts';
import {
  incidentCommands,
  permissionFor,
} from '../../packages/server/src/operations/incidents/commands/index.ts';
import { commandsReference, commandsReferenceFile } from '../../scripts/lib/commands-reference.ts';
import { root } from '../../scripts/lib/root.ts';

test('the reference of the commands is what they declare; `npm run build` writes it', async () => {
  const written = await readFile(join(root, commandsReferenceFile), 'utf8');
  expect(written).toBe(commandsReference());
  for (const name of Object.keys(incidentCommands)) expect(written).toContain(`\n## ${name}\n`);
});

test('every action is offered by a command', () => {
  expect(Object.keys(permissionFor).toSorted()).toEqual(actions.toSorted());
});
