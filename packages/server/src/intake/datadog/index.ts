import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readDatadog } from './to-signals.ts';

export const datadog: SourceKind = {
  name: 'datadog',
  resolves: true,
  read: readDatadog,
  setup: (
    address,
  ) => `Under **Integrations → Webhooks** add a webhook with the URL \`${address}\` and this payload, then write its name
(\`@webhook-…\`) into the message of each monitor:

\`\`\`json
{
  "alert_cycle_key": "$ALERT_CYCLE_KEY",
  "aggreg_key": "$AGGREG_KEY",
  "alert_transition": "$ALERT_TRANSITION",
  "alert_priority": "$ALERT_PRIORITY",
  "alert_scope": "$ALERT_SCOPE",
  "alert_title": "$ALERT_TITLE",
  "id": "$ID",
  "last_updated": "$LAST_UPDATED",
  "date": "$DATE",
  "link": "$LINK",
  "tags": "$TAGS",
  "hostname": "$HOSTNAME",
  "event_msg": "$TEXT_ONLY_MSG"
}
\`\`\`

The payload that Datadog proposes names no monitor and no transition: what it sends cannot be told apart.`,
  samples: [
    {
      body: JSON.stringify({
        id: '7001',
        alert_cycle_key: '4711',
        aggreg_key: 'a1b2',
        alert_transition: 'Triggered',
        alert_priority: 'P2',
        alert_title: 'Mail waits',
        last_updated: '1767603600000',
        date: '1767603600000',
        link: 'https://app.datadoghq.example/event/7001',
        tags: 'env:prod,service:mail',
        hostname: 'mail-1',
      }),
    },
    {
      body: 'alert_cycle_key=4711&alert_transition=Recovered&alert_title=Mail+waits&last_updated=1767607200000',
    },
  ],
};
