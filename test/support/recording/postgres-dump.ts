import type pg from 'pg';

/** A database of PostgreSQL as statements that make its tables, and its rows. */
export interface PostgresDump {
  /** Makes tables, constraints and indexes, in this order. */
  schema: string[];
  /** By table, without what the database computes by itself. */
  rows: Record<string, object[]>;
}

const tablesOf = `select c.oid, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`;
const columnsOf = `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as required, a.attgenerated <> '' as generated,
    pg_get_expr(d.adbin, d.adrelid) as expression
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`;
const constraintsOf = `select conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where conrelid = $1 and contype <> 'n' order by conname`;
const indexesOf = `select pg_get_indexdef(i.indexrelid) as definition from pg_index i
  where i.indrelid = $1
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`;

/** Reads a database of tables, constraints and indexes; it has nothing else. */
export async function dumpPostgres(client: pg.Client): Promise<PostgresDump> {
  const dump: PostgresDump = { schema: [], rows: {} };
  const others: string[] = [];
  for (const { oid, name } of (await client.query(tablesOf)).rows) {
    const columns = (await client.query(columnsOf, [oid])).rows;
    const lines = columns.map((column) => {
      const { generated, expression, required } = column;
      const value = expression === null ? '' : ` default ${expression}`;
      const made = generated ? ` generated always as (${expression}) stored` : value;
      return `"${column.name}" ${column.type}${made}${required ? ' not null' : ''}`;
    });
    dump.schema.push(`create table "${name}" (${lines.join(', ')})`);
    for (const each of (await client.query(constraintsOf, [oid])).rows) {
      others.push(`alter table "${name}" add constraint "${each.name}" ${each.definition}`);
    }
    for (const { definition } of (await client.query(indexesOf, [oid])).rows) {
      others.push(definition);
    }
    const stored = namesOf(columns.filter((column) => !column.generated));
    const { rows } = await client.query(
      `select to_jsonb(t) as row from (select ${stored} from "${name}") t`,
    );
    dump.rows[name] = rows.map(({ row }) => row);
  }
  dump.schema.push(...others);
  return dump;
}

/** Puts what was dumped into a database with nothing in it. */
export async function restorePostgres(client: pg.Client, dump: PostgresDump): Promise<void> {
  for (const statement of dump.schema) await client.query(statement);
  for (const [table, rows] of Object.entries(dump.rows)) {
    const names = namesOf(Object.keys(rows[0] ?? {}).map((name) => ({ name })));
    if (names === '') continue;
    await client.query(
      `insert into "${table}" (${names})
        select ${names} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}

function namesOf(columns: { name: string }[]): string {
  return columns.map(({ name }) => `"${name}"`).join(', ');
}
