import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readNewRelic } from './to-signals.ts';

export const newRelic: SourceKind = {
  name: 'newrelic',
  resolves: true,
  read: readNewRelic,
  setup: (
    address,
  ) => `Under **Alerts → Destinations** add a **Webhook** with the endpoint \`${address}\`, then choose it in a workflow and keep the
payload that is proposed. Let the workflow notify when an issue is activated, acknowledged **and closed**.`,
  samples: [
    {
      body: JSON.stringify({
        id: '7d1c',
        issueUrl: 'https://one.newrelic.example/issues/7d1c',
        title: 'Mail waits',
        priority: 'CRITICAL',
        state: 'ACTIVATED',
        createdAt: 1767603600000,
        updatedAt: 1767603660000,
        impactedEntities: ['mail'],
        alertPolicyNames: ['Mail'],
        alertConditionNames: ['Queue'],
      }),
    },
    {
      body: JSON.stringify({
        incident_id: 31,
        current_state: 'closed',
        severity: 'CRITICAL',
        policy_name: 'Mail',
        condition_name: 'Queue',
        details: 'Fewer mails wait',
        timestamp: 1767607200000,
        incident_url: 'https://alerts.newrelic.example/31',
      }),
    },
  ],
};
