import { z } from 'zod';
import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { jsonOrNothing } from '../../operations/signals/source-kind.ts';
import { mapping } from '../mapping/options.ts';
import { readMapped } from '../mapping/read-mapped.ts';
import { runMapping } from '../mapping/run-mapping.ts';
import { fieldsOf } from '../reading/fields.ts';

const options = z.strictObject({ mapping: mapping.optional() });

/** Whatever can send JSON, or a form. */
export const json: SourceKind<z.output<typeof options>> = {
  name: 'json',
  resolves: true,
  options,
  async read(delivery, { mapping: program }) {
    const said = jsonOrNothing(delivery.body) ?? fieldsOf(delivery);
    return readMapped(program === undefined ? said : await runMapping(program, said));
  },
  setup: (
    address,
  ) => `Whatever can send JSON or a form can be a source: let it \`POST\` to \`${address}\`. Without more it sends one alert, a list
of them, or \`{ "deliveryId", "unnamed", "signals": [ … ] }\`:

\`\`\`json
{
  "key": "mail-queue",
  "state": "firing",
  "title": "Mail waits",
  "severity": "warning",
  "startsAt": "2026-01-05T09:00:00Z",
  "labels": { "service": "mail" },
  "links": [{ "label": "Runbook", "url": "https://runbooks.example/mail" }]
}
\`\`\`

\`state\` is \`firing\` or \`resolved\`; \`key\` tells alerts apart, so that it is never made of severity, text or value; \`at\` is
when it was said, which orders what comes late. Times are ISO 8601 or numbers since 1970. All but \`key\` and \`state\` may
be missing.

What sends something else is read by a [JSONata](https://docs.jsonata.org) expression that makes that of it, in the
source's options:

\`\`\`json
{
  "options": {
    "mapping": "items.{ 'key': host & '/' & check, 'state': status = 'OK' ? 'resolved' : 'firing', 'title': message }"
  }
}
\`\`\`

It may take a second and 64 MB. One that fails or never ends leaves its line in \`signals.deliveries\`, and no alert.`,
  samples: [
    {
      body: JSON.stringify({
        key: 'mail-queue',
        state: 'firing',
        title: 'Mail waits',
        severity: 'warning',
        startsAt: '2026-01-05T09:00:00Z',
        labels: { service: 'mail' },
        links: [{ label: 'Runbook', url: 'https://runbooks.example/mail' }],
      }),
    },
    {
      body: JSON.stringify({
        deliveryId: 'd-1',
        signals: [{ key: 'mail-queue', state: 'resolved', at: 1_767_603_600, title: 'Mail waits' }],
      }),
    },
  ],
};
