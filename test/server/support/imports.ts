import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mappingBy } from '../../../packages/server/src/domain/import/guess-mapping.ts';
import type { Mapping } from '../../../packages/server/src/domain/import/mapping.ts';
import { type PresetName, presets } from '../../../packages/server/src/domain/import/presets.ts';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import {
  CollectedRows,
  type ImportOptions,
  importRecords,
} from '../../../packages/server/src/operations/import/import-records.ts';
import { readRecords } from '../../../packages/server/src/records/read-records.ts';
import type { SourceRecord } from '../../../packages/server/src/records/source-record.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { emptyDatabase, temporaryFolder, testStore } from './database.ts';

export const head =
  'number,incident_state,sys_mod_count,opened_at,sys_updated_at,resolved_at,closed_at,impact,urgency,priority,' +
  'assignment_group,assigned_to,caller_id,made_sla';

/** A row of the audit log, of an incident that was opened on the 3rd of February at 9. */
export function row(number: string, change: Record<string, string | number> = {}): string {
  const cells: Record<string, string | number> = {
    number,
    incident_state: 'New',
    sys_mod_count: 0,
    opened_at: '3/2/2016 09:00',
    sys_updated_at: '3/2/2016 09:05',
    resolved_at: '?',
    closed_at: '?',
    impact: '2 - Medium',
    urgency: '2 - Medium',
    priority: '3 - Moderate',
    assignment_group: 'Group 56',
    assigned_to: '?',
    caller_id: 'Caller 2403',
    made_sla: 'true',
    ...change,
  };
  return head
    .split(',')
    .map((column) => cells[column])
    .join(',');
}

/** A line that can be read in one way only. */
export const dayFirst = row('INC-EARLY', {
  opened_at: '13/1/2016 08:00',
  sys_updated_at: '13/1/2016 08:00',
});

export const csv = (...rows: string[]) => [head, ...rows, ''].join('\n');

/** A file that goes when the test does. */
export function fileOf(text: string | Uint8Array, name = 'incidents.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

/** A database that has its documents, as after the first start. */
export async function installedDatabase(): Promise<string> {
  const url = await emptyDatabase();
  // Closed at once: PostgreSQL has so many connections, and a property makes dozens of databases.
  const store = await openStore(url);
  await installDefaults(store, {}, store.now());
  await store.close();
  return url;
}

export async function installedStore(): Promise<Store> {
  return testStore(await installedDatabase());
}

/** Imports a text as the command does it. */
export async function importText(
  store: Store,
  text: string,
  {
    preset = 'servicenow',
    name,
    change = {},
    ...options
  }: Partial<ImportOptions> & {
    preset?: PresetName;
    name?: string;
    change?: Partial<Mapping>;
  } = {},
) {
  const records: SourceRecord[] = [];
  for await (const record of readRecords(fileOf(text, name))) records.push(record);
  const columns = records.flatMap((each) => ('values' in each ? Object.keys(each.values) : []));
  const mapping = { ...mappingBy(presets[preset], [...new Set(columns)]), ...change };
  const collected = new CollectedRows(mapping);
  for (const each of records) {
    if ('values' in each) collected.add(each.line, each.values);
    else collected.counts.refuse(each.line, each.problem);
  }
  return importRecords(store, collected, {
    source: preset,
    mapping,
    zone: 'UTC',
    dateOrder: null,
    isDryRun: false,
    ...options,
  });
}

/** All incidents, by the ids that they have in the source. */
export async function importedIn(store: Store) {
  const incidents = await store.read(async ({ incidents }) => incidents.reportedAfter(0, 100_000));
  return new Map(incidents.map((each) => [each.imported?.id ?? '', each]));
}

/** What the log says of incidents, without when and in which place of the log it was written down. */
export async function contentOf(store: Store): Promise<string[]> {
  const content: string[] = [];
  for (let seq = 0; ; ) {
    const events = await store.read((snapshot) => snapshot.log.after(seq, 5_000));
    if (events.length === 0) return content;
    for (const { stream, version, type, data, personal } of events) {
      if (!stream.startsWith('incident/')) continue;
      content.push(JSON.stringify([stream, version, type, data, personal]));
    }
    seq = events.at(-1)?.seq ?? seq;
  }
}

/**
 * An audit log of so many incidents, made of a seed: times that all can be read as month and day but for one, rows that share
 * a minute, incidents that begin anywhere, that stay open, that are opened again, and rows between each other's.
 */
export function auditLog(incidents: number, seed = 1): string {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const states = ['New', 'Active', 'Awaiting User Info', 'Resolved', 'Closed'];
  const rows: { at: number; text: string }[] = [{ at: 0, text: dayFirst }];
  for (let number = 1; number <= incidents; number += 1) {
    const day = 1 + random(12);
    let minute = random(600);
    const changes = 1 + random(6);
    const time = () =>
      `${day}/${1 + (number % 12)}/2016 ${two(8 + Math.floor(minute / 60))}:${two(minute % 60)}`;
    const opened_at = time();
    for (let change = 0; change < changes; change += 1) {
      minute = Math.min(599, minute + random(3) * 20);
      const cells = {
        incident_state: states[change === 0 ? random(3) : random(5)] ?? 'New',
        sys_mod_count: change,
        opened_at,
        sys_updated_at: time(),
        assignment_group: `Group ${random(4)}`,
      };
      rows.push({ at: number + random(40), text: row(`INC${number}`, cells) });
    }
  }
  return csv(...rows.toSorted((a, b) => a.at - b.at).map(({ text }) => text));
}

const two = (value: number) => String(value).padStart(2, '0');
