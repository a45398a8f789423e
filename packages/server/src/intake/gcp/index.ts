import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readGcp } from './to-signals.ts';

export const gcp: SourceKind = {
  name: 'gcp',
  resolves: true,
  read: readGcp,
  setup: (
    address,
  ) => `In Google Cloud, under **Monitoring → Alerting → Edit notification channels**, add a **Webhook** with the endpoint
\`${address}\`, then choose it in your alerting policies together with **Notify on incident closure**.`,
  samples: [
    {
      body: JSON.stringify({
        version: '1.2',
        incident: {
          incident_id: '0.abc',
          state: 'open',
          started_at: 1767603600,
          ended_at: null,
          summary: 'CPU above 90 %',
          severity: 'Warning',
          policy_name: 'CPU',
          condition_name: 'CPU of mail-1',
          resource_name: 'mail-1',
          url: 'https://console.cloud.google.example/incidents/0.abc',
          policy_user_labels: { service: 'mail' },
          resource: { type: 'gce_instance', labels: { zone: 'europe-west3-a' } },
        },
      }),
    },
  ],
};
