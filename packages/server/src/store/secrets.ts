import { type Connection, fixed } from './connection.ts';
import type { KeptSiteSecret } from './port/sites.ts';

const secret = fixed((db, name: string) =>
  db.selectFrom('secrets').select('value').where('name', '=', name),
);

export async function readSecret(connection: Connection, name: string): Promise<string | null> {
  const [row] = await secret(connection, name);
  return row?.value ?? null;
}

const ofSite = fixed((db, site: string) =>
  db.selectFrom('site_secrets').select(['site', 'slot', 'value']).where('site', '=', site),
);

/** There are two at most. */
export async function readSiteSecrets(
  connection: Connection,
  site: string,
): Promise<KeptSiteSecret[]> {
  return ofSite(connection, site);
}
