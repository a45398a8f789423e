import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readCloudEvents } from './to-signals.ts';

export const cloudEvents: SourceKind = {
  name: 'cloudevents',
  resolves: true,
  retriesOn429: true,
  read: readCloudEvents,
  handshake(method, { headers }) {
    const origin = headers.get('webhook-request-origin');
    if (method !== 'OPTIONS' || origin === null) return undefined;
    const allowed = {
      'webhook-allowed-origin': origin,
      'webhook-allowed-rate': '*',
      allow: 'POST',
    };
    return { answer: { status: 200, headers: allowed } };
  },
  setup: (
    address,
  ) => `Send events of CloudEvents 1.0 to \`${address}\`, structured, in batches or binary; a subscription that asks first is answered.

- \`source\` and \`subject\` name what alerts, so each event needs a \`subject\`; \`id\` names the delivery alone.
- \`data.status\` (or \`data.state\`) says \`firing\`, or that it is over: \`resolved\`, \`ok\`, \`closed\`, \`recovered\`, \`normal\`,
  \`up\` or \`inactive\`.
- \`data.severity\`, \`data.summary\`, \`data.description\` and \`data.url\` are shown, whatever else \`data\` names are labels.`,
  samples: [
    {
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({
        specversion: '1.0',
        type: 'com.example.alert',
        source: '/monitoring',
        id: '1',
        subject: 'mail-1',
        time: '2026-01-05T09:00:00Z',
        data: { status: 'firing', severity: 'critical', summary: 'Mail waits', service: 'mail' },
      }),
    },
    {
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify([
        {
          specversion: '1.0',
          type: 'com.example.alert',
          source: '/monitoring',
          id: '2',
          subject: 'mail-1',
          data_base64: 'eyJzdGF0dXMiOiJyZXNvbHZlZCJ9',
        },
      ]),
    },
    {
      headers: {
        'ce-specversion': '1.0',
        'ce-type': 'com.example.alert',
        'ce-source': '/monitoring',
        'ce-id': '3',
        'ce-subject': 'k%C3%BCche',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ status: 'firing', severity: 'minor' }),
    },
  ],
};
