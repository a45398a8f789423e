import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { mappingBy } from '../../../packages/server/src/domain/import/guess-mapping.ts';
import { presets } from '../../../packages/server/src/domain/import/presets.ts';
import { teamsSchema } from '../../../packages/server/src/domain/teams/teams.ts';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import {
  CollectedRows,
  importRecords,
} from '../../../packages/server/src/operations/import/import-records.ts';
import { IncidentLearning } from '../../../packages/server/src/operations/learning/incident-learning.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';

const hour = 3_600_000;

const columns = [
  'number',
  'short_description',
  'assignment_group',
  'state',
  'opened_at',
  'resolved_at',
];

/**
 * How long a server reads its log until it suggests anything: texts and who solved them, imported into SQLite an hour
 * apart. Milliseconds, from nothing to ready; it works half of the time, so that others are served as ever.
 */
export async function rebuildLearning(
  lines: readonly { text: string; group: string }[],
): Promise<{ ms: number; judged: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
  const store = await openStore(`sqlite:${join(folder, 'kit.db')}`);
  try {
    const groups = [...new Set(lines.map(({ group }) => group))];
    const teams = groups.map((name, index) => ({ id: `team-${index}`, name, members: [] }));
    const document = teamsSchema.parse({ teams });
    await installDefaults(store, { teams: document }, store.now());
    const mapping = mappingBy(presets.servicenow, columns);
    const rows = new CollectedRows(mapping);
    const from = store.now() - (lines.length + 300) * hour;
    for (const [index, { text, group }] of lines.entries()) {
      const at = (hours: number) => new Date(from + (index + hours) * hour).toISOString();
      rows.add(index + 2, {
        ...{ number: `${index}`, short_description: text.slice(0, 190), assignment_group: group },
        ...{ state: 'Resolved', opened_at: at(0), resolved_at: at(200) },
      });
    }
    await importRecords(store, rows, {
      ...{ source: 'bench', mapping, zone: 'UTC', dateOrder: null, isDryRun: false },
    });
    const learning = new IncidentLearning(store);
    const startedAt = performance.now();
    learning.begin();
    while (!learning.isReady) await after(20);
    const ms = performance.now() - startedAt;
    const { judged = 0 } = learning.figures('team') ?? {};
    await learning.stop();
    return { ms, judged };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
