import type { z } from 'zod';
import { systemActor } from '../domain/actor.ts';
import { KitError } from '../domain/errors.ts';
import { fromReference } from '../domain/incident/reference.ts';
import { applyDue } from '../operations/incidents/apply-due.ts';
import { incidentNotFound } from '../operations/incidents/find-incident.ts';
import { eraseAll, eraseIncidentInput } from '../operations/privacy/erase-incident.ts';
import { erasePersonInput, eraseSlice } from '../operations/privacy/erase-person.ts';
import { openForReading, openStore } from '../store/open-store.ts';
import type { Store } from '../store/port/store.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const erase: Command = {
  usage: `incident-kit erase --person ID [--site KEY] [--reason TEXT] [--database URL]
incident-kit erase --incident INC-42 [--reason TEXT] [--database URL]

  Erases, for ever, what a person wrote and their name from all incidents, or everything personal from
  one incident. ID is the person's sub in the host's tokens. The log keeps a record of it.
`,
  async run(args) {
    const { values } = readArguments(args, erase.usage, {
      ...databaseOptions,
      person: { type: 'string' },
      site: { type: 'string' },
      incident: { type: 'string' },
      reason: { type: 'string' },
    });
    const { person: id, site, incident, reason } = values;
    if ((id === undefined) === (incident === undefined) || (site && id === undefined)) {
      throw new UsageError(`Name a person or an incident.\n\n${erase.usage}`);
    }
    const database = await databaseOf(values);
    // What is not there yet is not made by erasing from it.
    await (await openForReading(database)).close();
    const store = await openStore(database);
    try {
      const sentence =
        id === undefined
          ? await eraseIncidentIn(store, read(eraseIncidentInput, { incident, reason }))
          : await erasePersonIn(store, read(erasePersonInput, { id, site, reason }));
      process.stdout.write(`${sentence}\n`);
      return 0;
    } finally {
      await store.close();
    }
  },
};

const by = (store: Store) => ({ at: store.now(), actor: systemActor, actorName: null });

async function eraseIncidentIn(
  store: Store,
  { incident: reference, reason }: z.output<typeof eraseIncidentInput>,
): Promise<string> {
  const stamp = by(store);
  const { incident, events } = await store.write(async (transaction) => {
    const found = await transaction.incidents.get(fromReference(reference) ?? 0);
    if (!found) throw incidentNotFound(reference);
    return eraseAll(transaction, await applyDue(transaction, found, stamp.at), reason, stamp);
  });
  return `Erased what was personal in ${events} events of ${incident}.`;
}

async function erasePersonIn(
  store: Store,
  { id, site, reason }: z.output<typeof erasePersonInput>,
): Promise<string> {
  let events = 0;
  for (;;) {
    const slice = await eraseSlice(store, { id, site: site ?? null }, reason, by(store));
    events += slice.events;
    if (!slice.more) break;
  }
  return `Erased what was personal in ${events} events of “${id}”.`;
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(input);
  if (data !== undefined) return data;
  throw new KitError('invalid-input', error?.issues[0]?.message ?? 'The input is not valid.');
}
