import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { distrustOf } from '../reading/signatures.ts';
import { readSentry } from './to-signals.ts';

export const sentry: SourceKind = {
  name: 'sentry',
  resolves: true,
  read: readSentry,
  verify({ headers, body }, secrets, now) {
    const signature = headers.get('sentry-hook-signature');
    const signatures = signature === null ? undefined : [signature];
    return distrustOf({ signatures, content: body }, secrets, now);
  },
  setup: (address) => `Under **Settings → Custom Integrations** add an internal integration:

- Webhook URL: \`${address}\`
- **Alert Rule Action** on, permission **Issue & Event: Read**, and **issue** among its webhooks: without it nothing says
  when an issue is resolved.

Set the integration's client secret here as the signing secret, then choose the integration as an action of your alert
rules.`,
  samples: [
    {
      headers: { 'sentry-hook-resource': 'event_alert', 'request-id': 'r-1' },
      body: JSON.stringify({
        action: 'triggered',
        data: {
          event: {
            issue_id: '501',
            title: 'TypeError: x is undefined',
            level: 'error',
            web_url: 'https://sentry.example/issues/501',
            datetime: '2026-01-05T09:00:00Z',
            culprit: 'checkout',
            platform: 'javascript',
          },
          triggered_rule: 'Errors of the shop',
        },
      }),
    },
    {
      headers: { 'sentry-hook-resource': 'metric_alert', 'request-id': 'r-2' },
      body: JSON.stringify({
        action: 'critical',
        data: {
          metric_alert: {
            id: '9',
            alert_rule: { name: 'Too many errors' },
            date_started: '2026-01-05T09:00:00Z',
          },
          description_title: 'Critical: Too many errors',
          description_text: '1,200 events in ten minutes',
          web_url: 'https://sentry.example/alerts/9',
        },
      }),
    },
    {
      headers: { 'sentry-hook-resource': 'issue', 'request-id': 'r-3' },
      body: JSON.stringify({
        action: 'resolved',
        data: { issue: { id: '501', title: 'TypeError: x is undefined', level: 'error' } },
      }),
    },
  ],
};
