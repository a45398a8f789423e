import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readUptimeKuma } from './to-signals.ts';

export const uptimeKuma: SourceKind = {
  name: 'uptime-kuma',
  resolves: true,
  read: readUptimeKuma,
  setup: (
    address,
  ) => `Under **Settings → Notifications** add a notification of the type **Webhook**:

- Post URL: \`${address}\`
- Request body: **Preset - application/json**

**Test** sends a message that opens nothing. A monitor that goes into maintenance while it is down counts as over, since
Uptime Kuma does not say when it is up again after that.`,
  samples: [
    {
      body: JSON.stringify({
        heartbeat: {
          monitorID: 4,
          status: 0,
          time: '2026-01-05 09:00:00.000',
          msg: 'connect ECONNREFUSED',
          important: true,
        },
        monitor: {
          id: 4,
          name: 'Intranet',
          url: 'https://intranet.example/',
          hostname: null,
          type: 'http',
        },
        msg: '[Intranet] [Down] connect ECONNREFUSED',
      }),
    },
    { body: JSON.stringify({ heartbeat: null, monitor: null, msg: 'Testing' }) },
  ],
};
