/** A server with the history of a desk, from which it learns: for the element that shows how well. */
import { mappingBy } from '../../../packages/server/src/domain/import/guess-mapping.ts';
import { presets } from '../../../packages/server/src/domain/import/presets.ts';
import { catalogueSchema } from '../../../packages/server/src/domain/index.ts';
import type { IncidentKitOptions } from '../../../packages/server/src/index.ts';
import {
  CollectedRows,
  importRecords,
} from '../../../packages/server/src/operations/import/import-records.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';

const subjects: Record<string, { name: string; words: string[]; team: string }> = {
  access: {
    name: 'I cannot get in',
    words: ['password', 'locked', 'login', 'account', 'token', 'phone'],
    team: 'accounts',
  },
  outage: {
    name: 'Something is broken',
    words: ['printer', 'dead', 'laptop', 'screen', 'dock', 'phone'],
    team: 'field',
  },
  question: {
    name: 'How do I …?',
    words: ['how', 'signature', 'template', 'calendar', 'share', 'account'],
    team: 'applications',
  },
};
const categories = Object.keys(subjects);
const anything = ['please', 'again', 'since', 'monday', 'office', 'urgent', 'help', 'team'];

/** What such a server is set up with. */
export const learned: Pick<IncidentKitOptions, 'configuration'> = {
  configuration: {
    catalogue: catalogueSchema.parse({
      services: [{ id: 'mail', name: 'Email and calendar' }],
      categories: categories.map((id) => ({ id, name: subjects[id]?.name })),
    }),
    teams: {
      teams: [
        { id: 'accounts', name: 'Accounts', members: [] },
        { id: 'field', name: 'Field service', members: [] },
        { id: 'applications', name: 'Applications', members: [] },
      ],
    },
  },
};

const hour = 3_600_000;

/** Brings the incidents of a former desk, an hour apart, whose teams only the last ones name. */
export async function importHistory(database: string, now: () => number): Promise<void> {
  const store = await openStore(database, { now });
  const columns = {
    ...{ id: 'number', title: 'short_description', reported: 'opened_at', status: 'state' },
    ...{ resolved: 'resolved_at', category: 'category', team: 'assignment_group' },
  };
  const mapping = mappingBy(presets.servicenow, Object.values(columns));
  const rows = new CollectedRows(mapping);
  const random = randomFrom(7);
  const count = 560;
  for (let each = 0; each < count; each += 1) {
    const category = categories[random(categories.length)] as string;
    const { words = [], team = '' } = subjects[category] ?? {};
    const title = Array.from({ length: 5 }, () => {
      const from = random(10) < 5 ? words : anything;
      return from[random(from.length)];
    });
    const at = (later: number) =>
      new Date(now() - (count - each + 3) * hour + later)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
    rows.add(each + 2, {
      ...{ number: `INC${each}`, short_description: title.join(' '), state: 'Resolved', category },
      ...{ opened_at: at(0), resolved_at: at(1.5 * hour) },
      assignment_group: each > count - 130 ? team : '',
    });
  }
  await importRecords(store, rows, {
    ...{ source: 'former', mapping, zone: 'UTC', dateOrder: null, isDryRun: false },
  });
  await store.close();
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
