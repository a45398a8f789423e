import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readPingdom } from './to-signals.ts';

export const pingdom: SourceKind = {
  name: 'pingdom',
  resolves: true,
  read: readPingdom,
  setup: (address) =>
    `Under **Settings → Integrations** add a **Webhook** with the URL \`${address}\`, then choose it in each check.`,
  samples: [
    {
      body: JSON.stringify({
        check_id: 5150,
        check_name: 'Shop',
        check_type: 'HTTP',
        current_state: 'DOWN',
        previous_state: 'UP',
        state_changed_timestamp: 1767603600,
        importance_level: 'HIGH',
        description: 'HTTP Error 503',
        check_params: { full_url: 'https://shop.example/', hostname: 'shop.example' },
      }),
    },
  ],
};
