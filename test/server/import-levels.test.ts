import { describe, expect, test } from 'vitest';
import type { PresetName } from '../../packages/server/src/domain/import/presets.ts';
import { run } from './support/cli.ts';
import {
  fileOf,
  importedIn,
  importText,
  installedDatabase,
  installedStore,
} from './support/imports.ts';

const when = '2024-05-02T10:00:00Z';

/** Cells of a source's columns, and the priority, impact and urgency that they are here. */
const levels: Record<string, { preset: PresetName; head: string; is: Record<string, string> }> = {
  'priorities of Zammad, where 1 is the least': {
    preset: 'zammad',
    head: 'number,created_at,priority',
    is: { '1 low': 'P4', '2 normal': 'P3', '3 high': 'P2', '1': 'P4', '3': 'P2' },
  },
  'priorities of GLPI, where 1 is very low and 6 major': {
    preset: 'glpi',
    head: 'id,date,priority',
    is: { 1: 'P4', 2: 'P4', 3: 'P3', 4: 'P2', 5: 'P1', 6: 'P1', 'Very low': 'P4', Major: 'P1' },
  },
  'impact and urgency of GLPI': {
    preset: 'glpi',
    head: 'id,date,impact,urgency',
    is: { '5,5': 'P1', '1,1': 'P4', '1,5': 'P3', 'Very high,Very high': 'P1' },
  },
  'priorities of ServiceNow, where 1 is critical': {
    preset: 'servicenow',
    head: 'number,opened_at,priority',
    is: { 1: 'P1', 2: 'P2', 3: 'P3', 4: 'P4', 5: 'P4', '1 - Critical': 'P1', '5 - Planning': 'P4' },
  },
  'impact and urgency of ServiceNow, where 1 is high': {
    preset: 'servicenow',
    head: 'number,opened_at,impact,urgency',
    is: { '1,1': 'P1', '3,3': 'P4', '2,2': 'P3', '1 - High,3 - Low': 'P3' },
  },
  'priorities of Jira, by name and by the order of their ids': {
    preset: 'jira',
    head: 'key,created,priority',
    is: {
      Highest: 'P1',
      High: 'P2',
      Medium: 'P3',
      Low: 'P4',
      Lowest: 'P4',
      1: 'P1',
      4: 'P4',
      Major: 'P3',
    },
  },
  'priorities of PagerDuty': {
    preset: 'pagerduty',
    head: 'incident_number,created_on,priority',
    is: { P1: 'P1', P2: 'P2', P4: 'P4' },
  },
};

describe('how pressing something is', () => {
  test.each(Object.entries(levels))('IMP-6: %s, keep their direction', async (_, source) => {
    const store = await installedStore();
    const said = Object.keys(source.is);
    const rows = said.map((cells, index) => `${index + 1},${when},${cells}`);
    const text = [source.head, ...rows, ''].join('\n');
    const report = await importText(store, text, { preset: source.preset });
    expect(report.unexplainedWords).toEqual([]);
    const found = await importedIn(store);
    const became = said.map((cells, index) => [cells, found.get(`${index + 1}`)?.priority]);
    expect(Object.fromEntries(became)).toEqual(source.is);
  });

  test('numbers that nobody has explained are told with what they were taken for, and turned by the mapping', async () => {
    const url = await installedDatabase();
    const columns = { id: 'id', reported: 'opened', priority: 'priority' };
    const file = fileOf(`id,opened,priority\n1,${when},1\n2,${when},4\n3,${when},4\n`);
    const imported = (mapping: object) => {
      const saved = fileOf(JSON.stringify({ columns, ...mapping }), 'mapping.json');
      return run('import', file, '--mapping', saved, '--zone', 'UTC', '--database', url);
    };
    const { out } = await imported({});
    expect(out).toContain('“1” was taken for P1 (1 rows, the first in line 2)');
    expect(out).toContain('“4” was taken for P4 (2 rows, the first in line 3)');
    const turned = await imported({ levels: { priority: { 1: 'lowest', 4: 'critical' } } });
    expect(turned.out).not.toContain('was taken for');
    expect(turned.out).toContain('events     3  written');
  });
});
