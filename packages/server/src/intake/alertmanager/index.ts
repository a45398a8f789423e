import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readAlertmanager } from './to-signals.ts';

export const alertmanager: SourceKind = {
  name: 'alertmanager',
  resolves: true,
  read: readAlertmanager,
  setup: (address) => `Add a receiver to \`alertmanager.yml\` and a route that leads to it:

\`\`\`yaml
receivers:
  - name: incident-kit
    webhook_configs:
      - url: ${address}
        send_resolved: true
\`\`\`

Leave \`max_alerts\` at 0: it leaves alerts out without naming them.`,
  samples: [
    {
      body: JSON.stringify({
        version: '4',
        status: 'firing',
        truncatedAlerts: 0,
        alerts: [
          {
            status: 'firing',
            labels: { alertname: 'QueueTooLong', service: 'mail', severity: 'warning' },
            annotations: { summary: 'Mail has waited for ten minutes' },
            startsAt: '2026-01-05T09:00:00Z',
            endsAt: '0001-01-01T00:00:00Z',
            generatorURL: 'https://prometheus.example/graph',
            fingerprint: '5a1b0c7de2f34968',
          },
        ],
      }),
    },
  ],
};
