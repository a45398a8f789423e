import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery, SourceKind } from '../../operations/signals/source-kind.ts';
import { parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, instantOf } from '../reading/signal-of.ts';

/** Numbers in one delivery at most. */
const most = 1_000;

const number = z.object({
  name: z.string().trim().min(1).max(200),
  value: z.number(),
  at: z.union([z.number(), z.string()]).nullish(),
});

const message = z.union([
  z.object({ numbers: z.array(number).min(1).max(most) }),
  number.transform((each) => ({ numbers: [each] })),
]);

export const numbers: SourceKind = {
  name: 'numbers',
  // It sends no alerts at all: what is unusual ends once it is usual again.
  resolves: true,
  read: readNumbers,
  setup: (address) => `Push what you measure, every few minutes, at most ${most} at once:

\`\`\`sh
curl --fail --silent --show-error --max-time 10 --retry 5 --json \\
  '{"name": "mails-waiting", "value": 12}' '${address}'
\`\`\`

- Several at once: \`{"numbers": [{"name": "mails-waiting", "value": 12, "at": "2026-01-05T09:00:00Z"}]}\`
- \`at\` is ISO 8601 or seconds since 1970; without it, it is when the message comes. What is older than what came
  before is not looked at.

Numbers raise nothing by themselves: name those to be watched in the document \`signals\`, under \`anomalies.numbers\`.`,
  samples: [
    { body: JSON.stringify({ name: 'mails-waiting', value: 12 }) },
    {
      body: JSON.stringify({
        numbers: [
          { name: 'mails-waiting', value: 12, at: '2026-01-05T09:00:00Z' },
          { name: 'free-gigabytes', value: 81.5, at: 1_767_603_600 },
        ],
      }),
    },
  ],
};

/** @throws DeliveryUnreadable */
function readNumbers({ body }: RawDelivery): ReadDelivery {
  const { numbers: said } = readAs(message, parseJson(body));
  return {
    signals: [],
    numbers: said.map(({ name, value, at }) => {
      const instant = typeof at === 'string' ? instantOf(at) : epochOf(at);
      return { name, value, ...(instant !== undefined && { at: instant }) };
    }),
  };
}
