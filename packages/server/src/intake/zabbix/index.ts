import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readZabbix } from './to-signals.ts';

export const zabbix: SourceKind = {
  name: 'zabbix',
  resolves: true,
  read: readZabbix,
  // Its media types take no other status for a success.
  answer: (_, refusal) => ({ status: refusal === undefined ? 200 : 400, body: {} }),
  setup: (
    address,
  ) => `Import the media type **Grafana OnCall** that comes with Zabbix, give its URL parameter the value \`${address}\`, and add it to
a user and to the operations **and recovery operations** of an action.

A script of your own sends JSON with \`event_id\` (\`{EVENT.ID}\`, which the recovery has, too), \`status\` (\`PROBLEM\` or \`OK\`),
\`severity\`, \`trigger\`, \`hostname\`, \`message\` and \`link\`.`,
  samples: [
    {
      body: JSON.stringify({
        alert_uid: '20417',
        title: 'Mail waits',
        state: 'alerting',
        message: 'Since 09:00',
        link_to_upstream_details: 'https://zabbix.example/tr_events.php?triggerid=3&eventid=20417',
      }),
    },
    {
      body: JSON.stringify({
        event_id: '20417',
        status: 'OK',
        severity: 'High',
        trigger: 'Mail waits',
        hostname: 'mail-1',
      }),
    },
  ],
};
