import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { distrustOf } from '../reading/signatures.ts';
import { readGrafana } from './to-signals.ts';

export const grafana: SourceKind = {
  name: 'grafana',
  resolves: true,
  read: readGrafana,
  verify({ headers, body }, secrets, now) {
    const signature = headers.get('x-grafana-alerting-signature');
    const seconds = headers.get('x-grafana-alerting-timestamp');
    return distrustOf(
      {
        signatures: signature === null ? undefined : [signature],
        content: seconds === null ? body : `${seconds}:${body}`,
        ...(seconds === null ? {} : { at: Number(seconds) * 1000 }),
      },
      secrets,
      now,
    );
  },
  setup: (
    address,
  ) => `Under **Alerting → Contact points** add a contact point of the type **Webhook**:

- URL: \`${address}\`
- Method: \`POST\`
- Leave **Max alerts** at 0: it leaves alerts out without naming them.

To have messages signed, fill in **HMAC signature**: the secret that you set here, and as the timestamp header
\`X-Grafana-Alerting-Timestamp\`.`,
  samples: [
    {
      body: JSON.stringify({
        version: '1',
        truncatedAlerts: 0,
        alerts: [
          {
            status: 'firing',
            labels: { alertname: 'Disk nearly full', service: 'files', severity: 'warning' },
            annotations: { summary: 'Less than 5 % of the disk are left' },
            startsAt: '2026-01-05T10:00:00+01:00',
            endsAt: '0001-01-01T00:00:00Z',
            generatorURL: 'https://grafana.example/alerting/abc/view',
            fingerprint: '91c2d3e4f5a60718',
          },
        ],
      }),
    },
    {
      body: JSON.stringify({
        ruleId: 12,
        orgId: 1,
        ruleName: 'Queue length',
        ruleUrl: 'https://grafana.example/d/abc',
        state: 'ok',
        title: '[OK] Queue length',
        message: 'All is well',
      }),
    },
  ],
};
