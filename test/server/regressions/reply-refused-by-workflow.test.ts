import { defaultWorkflow, workflowSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { rosa } from '../support/kit.ts';
import { reported, teams } from '../support/reported.ts';

test('INC-19: what a reporter writes counts, also where the workflow asks for more than they can know', async () => {
  const workflow = workflowSchema.parse({
    ...defaultWorkflow,
    transitions: defaultWorkflow.transitions.map((each) =>
      each.from === 'waiting-reporter' ? { ...each, requires: ['assignee'] } : each,
    ),
  });
  const { as, desk, incident, get } = await reported({ configuration: { teams, workflow } });
  await desk.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Which room?' });
  await as(rosa).incidents.addNote.mutate({ incident, text: 'Room 12' });
  expect((await get()).incident.status.id).toBe('waiting-reporter');
});
