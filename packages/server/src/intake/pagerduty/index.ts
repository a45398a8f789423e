import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { pagerdutyEvent, readPagerduty } from './to-signals.ts';

export const pagerduty: SourceKind = {
  name: 'pagerduty',
  resolves: true,
  retriesOn429: true,
  read: readPagerduty,
  answer({ body, receivedAs = '' }, refusal) {
    if (refusal !== undefined) {
      const { message } = refusal;
      return { status: 400, body: { status: 'invalid event', message, errors: [message] } };
    }
    // Some senders take nothing but this for a success.
    const key = readJsonAs(pagerdutyEvent, body).dedup_key ?? receivedAs;
    return {
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: key },
    };
  },
  setup: (
    address,
  ) => `Whatever can alert PagerDuty through its Events API v2 can alert this kit. Where the address can be set, it is
\`${address}\`; with an address that ends in \`/v2/enqueue\`, the integration key (\`routing_key\`) is the secret of this source.

- **Alertmanager:** \`pagerduty_configs\` with \`url\`. It makes one alert of a whole group: its webhook tells more.
- **Uptime Kuma:** notification type **PagerDuty**, field **Integration URL**.
- **Zabbix:** change the address in the script of the media type **PagerDuty**.`,
  samples: [
    {
      body: JSON.stringify({
        event_action: 'trigger',
        dedup_key: 'mail-queue',
        payload: {
          summary: 'Mail waits',
          source: 'mail-1',
          severity: 'warning',
          component: 'queue',
          timestamp: '2026-01-05T09:00:00Z',
        },
      }),
    },
    { body: JSON.stringify({ event_action: 'acknowledge', dedup_key: 'mail-queue' }) },
    { body: JSON.stringify({ event_action: 'resolve', dedup_key: 'mail-queue' }) },
  ],
};
