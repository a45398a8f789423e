import { sql } from 'kysely';
import { type Connection, fixed, run } from './connection.ts';
import type { ItemKind, Owner, PersonalItem, PersonalReader } from './port/personal.ts';
import type { PersonalItemsTable } from './schema.ts';

/** What people keep for themselves; no part of the log. */
export function personalItemsOn(connection: Connection): PersonalReader {
  return {
    some: async (owner, kind, ids) =>
      ids.length === 0
        ? []
        : (await run(connection, someOf(connection, owner, kind, ids))).flatMap(toItem),
    all: async ({ site, person }, kind) =>
      (await allOf(connection, site, person, kind)).flatMap(toItem),
    holders: async (kind, id, since) =>
      (await holding(connection, kind, id, since)).flatMap(({ site, person, ...item }) =>
        toItem(item).map((each) => ({ site, person, ...each })),
      ),
    ownersOf: async (person) =>
      (await owners(connection, person)).map(({ site, kind, id }) => ({
        site,
        person,
        kind: kind as ItemKind,
        id,
      })),
  };
}

export function toPersonalItemRow(
  { site, person }: Owner,
  kind: ItemKind,
  id: string,
  value: string | null,
  at: number,
): PersonalItemsTable {
  return { site, person, kind, id, value, at };
}

const columns = ['id', 'value'] as const;

function someOf(
  { builder }: Connection,
  { site, person }: Owner,
  kind: ItemKind,
  ids: readonly string[],
) {
  return builder
    .selectFrom('personal_items')
    .select(columns)
    .where('site', '=', site)
    .where('person', '=', person)
    .where('kind', '=', kind)
    .where('id', 'in', ids);
}

const allOf = fixed((db, site: string, person: string, kind: string) =>
  db
    .selectFrom('personal_items')
    .select(columns)
    .where('site', '=', site)
    .where('person', '=', person)
    .where('kind', '=', kind)
    .orderBy('at'),
);

const holding = fixed((db, kind: string, id: string, since: number) =>
  db
    .selectFrom('personal_items')
    .select(['site', 'person', ...columns])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('at', '>', since)
    .where('value', 'is not', null)
    .limit(sql.lit(100)),
);

const owners = fixed((db, person: string) =>
  db
    .selectFrom('personal_items')
    .select(['site', 'kind', 'id'])
    .where('person', '=', person)
    .where('value', 'is not', null),
);

/** One without a value was taken away. */
function toItem({ id, value }: Pick<PersonalItemsTable, 'id' | 'value'>): PersonalItem[] {
  return value === null ? [] : [{ id, value }];
}
