import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readUptimeRobot } from './to-signals.ts';

export const uptimeRobot: SourceKind = {
  name: 'uptimerobot',
  resolves: true,
  read: readUptimeRobot,
  setup: (address) => `Under **Integrations & API** add a **Webhook**:

- URL to notify: \`${address}\`
- Send as JSON, with this value:

\`\`\`json
{
  "monitorID": "*monitorID*",
  "monitorURL": "*monitorURL*",
  "monitorFriendlyName": "*monitorFriendlyName*",
  "alertType": "*alertType*",
  "alertTypeFriendlyName": "*alertTypeFriendlyName*",
  "alertDetails": "*alertDetails*",
  "alertDateTime": "*alertDateTime*"
}
\`\`\`

Let it notify of both **down** and **up** events.`,
  samples: [
    {
      body: JSON.stringify({
        monitorID: '88',
        monitorURL: 'https://shop.example/',
        monitorFriendlyName: 'Shop',
        alertType: '1',
        alertTypeFriendlyName: 'Down',
        alertDetails: 'Connection timeout',
        alertDateTime: '1767603600',
      }),
    },
    {
      body: 'monitor_url=https%3A%2F%2Fshop.example%2F&monitor_friendly_name=Shop&alert_type=2&alert_details=OK',
    },
  ],
};
