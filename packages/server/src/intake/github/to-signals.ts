import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { instantOf, keyOf, signalOf } from '../reading/signal-of.ts';

const message = z.object({
  action: z.string().nullish(),
  repository: z
    .object({
      id: z.number(),
      full_name: z.string().nullish(),
      default_branch: z.string().nullish(),
    })
    .nullish(),
  workflow_run: z
    .object({
      workflow_id: z.number(),
      name: z.string().nullish(),
      head_branch: z.string().nullish(),
      conclusion: z.string().nullish(),
      html_url: z.string().nullish(),
      updated_at: z.string().nullish(),
    })
    .nullish(),
  zen: z.string().nullish(),
});

const failures = new Set(['failure', 'timed_out', 'startup_failure']);

/** @throws DeliveryUnreadable */
export function readGithub({ headers, body }: RawDelivery): ReadDelivery {
  const deliveryId = headers.get('x-github-delivery');
  return {
    ...(deliveryId === null ? {} : { deliveryId }),
    signals: signalsOf(readJsonAs(message, body)),
  };
}

function signalsOf({ action, repository, workflow_run: run, zen }: z.infer<typeof message>) {
  if (zen) return [signalOf({ key: 'ping', state: 'firing', title: zen, kind: 'test' })];
  if (action !== 'completed' || !repository || !run) return [];
  const { default_branch: main = run.head_branch } = repository;
  const hasFailed = failures.has(run.conclusion ?? '');
  // A run that was cancelled or skipped says nothing, nor does one of a branch that is being worked on.
  if (run.head_branch !== main || !(hasFailed || run.conclusion === 'success')) return [];
  return [
    signalOf({
      key: keyOf(repository.id, run.workflow_id, run.head_branch),
      state: hasFailed ? 'firing' : 'resolved',
      at: instantOf(run.updated_at),
      severity: run.conclusion ?? undefined,
      title: `${run.name || 'Workflow'} fails in ${repository.full_name ?? repository.id}`,
      labels: { repository: repository.full_name, workflow: run.name, branch: run.head_branch },
      links: [{ label: 'Run', url: run.html_url }],
    }),
  ];
}
