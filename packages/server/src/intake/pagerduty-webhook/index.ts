import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { distrustOf } from '../reading/signatures.ts';
import { readPagerdutyWebhook } from './to-signals.ts';

export const pagerdutyWebhook: SourceKind = {
  name: 'pagerduty-webhook',
  resolves: true,
  read: readPagerdutyWebhook,
  verify({ headers, body }, secrets, now) {
    const signatures = headers
      .get('x-pagerduty-signature')
      ?.split(',')
      .map((signature) => signature.trim())
      .filter((signature) => signature.startsWith('v1='))
      .map((signature) => signature.slice(3));
    return distrustOf({ signatures, content: body }, secrets, now);
  },
  setup: (address) => `In PagerDuty, under **Integrations → Generic Webhooks (v3)**, add a webhook:

- Webhook URL: \`${address}\`
- Events: at least \`incident.triggered\`, \`incident.reopened\`, \`incident.acknowledged\` and \`incident.resolved\`.

PagerDuty shows a secret once, when the webhook has been added: set it here as the signing secret.`,
  samples: [
    {
      body: JSON.stringify({
        event: {
          id: '01EVENT1',
          event_type: 'incident.triggered',
          resource_type: 'incident',
          occurred_at: '2026-01-05T09:00:00Z',
          data: {
            id: 'PINC01',
            title: 'Mail waits',
            status: 'triggered',
            urgency: 'high',
            html_url: 'https://desk.pagerduty.example/incidents/PINC01',
            service: { summary: 'Mail' },
          },
        },
      }),
    },
    {
      body: JSON.stringify({
        event: {
          id: '01EVENT2',
          event_type: 'service.updated',
          occurred_at: '2026-01-05T09:05:00Z',
          data: { id: 'PSERV1' },
        },
      }),
    },
  ],
};
