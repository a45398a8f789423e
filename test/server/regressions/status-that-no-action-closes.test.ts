import { checkWorkflow, type Workflow } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { amir, grace, refusalOf, report, testKit } from '../support/kit.ts';
import { changed, errorsOf } from '../support/workflows.ts';

const to = (from: string, to: string) => ({ from, to, requires: [] });

/** A status of its own category out of which only these transitions lead. */
const withStatus = (category: Workflow['statuses'][number]['category'], ...ends: string[]) =>
  changed(({ statuses, transitions }) => {
    statuses.push({ id: 'archived', name: 'Archived', category: 'closed' });
    statuses.push({ id: 'parked', name: 'Parked', category });
    transitions.push(to('in-progress', 'parked'), to('in-progress', 'archived'));
    transitions.push(...ends.map((end) => to('parked', end)));
  });

test('CFG-6: a status that leads only to a closed one to which no action goes is refused', async () => {
  const { as } = testKit();
  const publish = (document: Workflow) =>
    as(amir).configuration.publish.mutate({ kind: 'workflow', basedOn: 1, document });
  const stuck = withStatus('waiting', 'archived');
  const refusal = await refusalOf(publish(stuck));
  expect(refusal).toMatchObject({ code: 'document-invalid', fields: [{ code: 'dead-end' }] });
  expect(refusal.fields[0]?.message).toBe(
    'Nobody could close an incident that is “Parked”: no action takes the transitions that lead from there ' +
      'to a status of the category “closed”. Add a transition to “Cancelled”, to which cancelling leads, or ' +
      'to a status from which an incident can be resolved.',
  );
  const { errors } = await as(grace).configuration.check.mutate({
    kind: 'workflow',
    document: stuck,
  });
  expect(errors).toMatchObject([{ path: ['statuses', 10], code: 'dead-end' }]);
  // What the refusal says is enough.
  for (const end of ['cancelled', 'in-progress', 'resolved']) {
    expect(errorsOf(withStatus('waiting', 'archived', end))).toEqual([]);
  }
  const { current } = await publish(withStatus('waiting', 'archived', 'cancelled'));
  const { incident } = await as(grace).incidents.report.mutate(report());
  await as(grace).incidents.acknowledge.mutate({ incident });
  await as(grace).incidents.move.mutate({ incident, to: 'parked' });
  await as(grace).incidents.cancel.mutate({ incident, reason: 'Nobody needs it' });
  expect(current.version).toBe(2);
});

test('CFG-6: so it is for every category, and over several statuses', () => {
  const stuck: Workflow[] = [
    // Closing leads from a resolved status only, resolving to one resolved status only.
    withStatus('active', 'closed'),
    withStatus('new', 'archived', 'closed'),
    withStatus('resolved', 'archived'),
    withStatus('resolved', 'cancelled'),
    changed(({ statuses, transitions }) => {
      statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
      statuses.push({ id: 'solved', name: 'Solved', category: 'resolved' });
      transitions.push(to('new', 'parked'), to('parked', 'solved'), to('solved', 'closed'));
    }),
  ];
  for (const workflow of stuck) {
    expect(errorsOf(workflow)).toMatchObject([{ code: 'dead-end', values: { status: 'Parked' } }]);
  }
  expect(errorsOf(withStatus('resolved', 'closed'))).toEqual([]);
  expect(errorsOf(withStatus('resolved', 'in-progress'))).toEqual([]);
});

test('CFG-5 CFG-6: a transition that no action takes is a warning', () => {
  const workflow = withStatus('waiting', 'cancelled');
  expect(checkWorkflow(workflow)).toMatchObject([
    {
      severity: 'warning',
      path: ['transitions', workflow.transitions.length - 2],
      code: 'unused-transition',
      values: { from: 'In progress', to: 'Archived' },
      message:
        'No action takes the transition from “In progress” to “Archived”. Remove it, or let an action lead there.',
    },
  ]);
});
