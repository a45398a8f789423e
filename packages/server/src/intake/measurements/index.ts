import { z } from 'zod';
import { id } from '../../domain/ids.ts';
import { minuteOf } from '../../domain/objectives/measured.ts';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery, SourceKind } from '../../operations/signals/source-kind.ts';
import { parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, instantOf } from '../reading/signal-of.ts';

/** Minutes in one delivery at most. */
const most = 2_000;

/** A minute's events: so many that sums of months of them are still exact. */
const count = z.int().min(0).max(1_000_000_000);

const measurement = z
  .object({
    objective: id,
    /** When the minute began; an instant within it does as well. */
    minute: z.union([z.number(), z.string()]).transform((said, context) => {
      const at = typeof said === 'string' ? instantOf(said) : epochOf(said);
      if (at !== undefined) return minuteOf(at);
      context.addIssue({ code: 'custom', message: 'This is no time, e.g. 2026-01-05T09:00:00Z.' });
      return z.NEVER;
    }),
    good: count,
    total: count,
  })
  .refine(({ good, total }) => good <= total, {
    error: 'More was good than there was.',
    path: ['good'],
  })
  .transform(({ minute: at, ...rest }) => ({ ...rest, at }));

const list = z.object({ measurements: z.array(measurement).min(1).max(most) });
const single = measurement.transform((each) => ({ measurements: [each] }));

export const measurements: SourceKind = {
  name: 'measurements',
  // It sends no alerts at all: what burns too fast is over once it does not.
  resolves: true,
  read: readMeasurements,
  setup: (
    address,
  ) => `Post how many events there were in a minute, and how many of them were good, once the minute is over; at
most ${most} minutes at once:

\`\`\`sh
curl --fail --silent --show-error --max-time 10 --retry 5 --json \\
  '{"objective": "checkout", "minute": "2026-01-05T09:00:00Z", "good": 995, "total": 1000}' '${address}'
\`\`\`

- Several at once: \`{"measurements": [{"objective": "checkout", "minute": 1767603600, "good": 995, "total": 1000}]}\`
- \`objective\` is the id of an objective of the document \`objectives\` whose indicator is \`measurements\`.
- \`minute\` is ISO 8601 or seconds since 1970, rounded down to the minute. The same minute again replaces what was said
  of it, so posting twice counts once. Late minutes are taken as long as the objective looks back; ones that have not
  begun are refused. One minute is named once in a delivery.
- Several sources of one objective are added up. A delivery with anything wrong in it is refused as a whole, with the
  reason.`,
  samples: [
    {
      body: JSON.stringify({
        objective: 'checkout',
        minute: '2026-01-05T09:00:00Z',
        good: 995,
        total: 1_000,
      }),
    },
    {
      body: JSON.stringify({
        measurements: [
          { objective: 'checkout', minute: '2026-01-05T09:00:00Z', good: 995, total: 1_000 },
          { objective: 'checkout', minute: 1_767_603_660, good: 1_000, total: 1_000 },
        ],
      }),
    },
  ],
};

/** @throws DeliveryUnreadable */
function readMeasurements({ body }: RawDelivery): ReadDelivery {
  const said = parseJson(body);
  // Named by where they are: a union would say of either shape that it is not the other.
  const isList = typeof said === 'object' && said !== null && 'measurements' in said;
  const { measurements: read } = readAs(isList ? list : single, said);
  return { signals: [], measurements: read };
}
