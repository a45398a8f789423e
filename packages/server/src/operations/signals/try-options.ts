import { z } from 'zod';
import { fieldError, KitError } from '../../domain/errors.ts';
import { keyTemplate } from '../../domain/signal/key-template.ts';
import type { OperationContext } from '../context.ts';
import { findSource } from './find-source.ts';
import { type DeliveryReading, readKept } from './read-kept.ts';
import { optionsOf } from './sources.ts';

/** How long all of them may take together, milliseconds: a mapping that never ends takes a second each time. */
const longestMs = 5_000;

export const tryOptionsInput = z.strictObject({
  source: z.string().min(1).max(60),
  /** As in the settings of the source; what it has when they are missing. */
  options: z.record(z.string(), z.unknown()).optional(),
  /** As in the settings of the source; null for none. */
  alertKey: keyTemplate.nullable().optional(),
  /** How many of its last deliveries. */
  limit: z.int().min(1).max(20).default(10),
});

export interface TriedOptions {
  /** Newest first. */
  deliveries: ({ delivery: string; receivedAt: number } & DeliveryReading)[];
  /** How many different alerts they would be. */
  alerts: number;
}

/**
 * What other options would have made of a source's last deliveries. Nothing is changed.
 * @throws KitError `not-found`, `invalid-input`
 */
export async function tryOptions(
  { store, sources }: OperationContext,
  { source: key, options, alertKey, limit }: z.infer<typeof tryOptionsInput>,
): Promise<TriedOptions> {
  const found = findSource(sources, key);
  const source = {
    ...found,
    ...(options && { options: checked(found.kind, options) }),
    ...(alertKey !== undefined && { alertKey: alertKey ?? undefined }),
  };
  const kept = await store.read((snapshot) => snapshot.signals.deliveries(key, limit));
  const until = performance.now() + longestMs;
  const deliveries: TriedOptions['deliveries'] = [];
  for (const each of kept) {
    const reading = performance.now() < until ? await readKept(source, each) : untried;
    deliveries.push({ delivery: each.id, receivedAt: each.receivedAt, ...reading });
  }
  const alerts = deliveries
    .flatMap(({ signals }) => signals)
    .filter(({ isUsable, kind }) => isUsable && kind === null);
  return { deliveries, alerts: new Set(alerts.map((alert) => alert.key)).size };
}

const untried: DeliveryReading = {
  problem: 'Not tried: those before took too long.',
  ...{ signals: [], total: 0, numbers: [], measurements: [] },
};

function checked(...[kind, given]: Parameters<typeof optionsOf>): unknown {
  const { options, problem } = optionsOf(kind, given);
  if (problem === undefined) return options;
  throw new KitError('invalid-input', problem, {
    fields: [fieldError(['options'], problem, 'invalid')],
  });
}
