import { reachOf } from '../../access/caller.ts';
import { documentsOf } from '../../domain/configuration/check.ts';
import {
  type MatrixList,
  type MatrixReference,
  referencesOf,
  referencesOfSites,
} from '../../domain/matrix/matrix-references.ts';
import type { OpenLevels } from '../../store/port/incidents.ts';
import type { OperationContext } from '../context.ts';

export interface MatrixUsageAnswer {
  /** The version in force. */
  version: number;
  /**
   * How many incidents that are neither resolved nor closed have each, by its id, also of such as the matrix has
   * no more; left out where none has it.
   */
  incidents: Record<MatrixList, Record<string, number>>;
  /** What else names them: sites only for those who may change sites. */
  references: MatrixReference[];
  seq: number;
}

const columns: Record<MatrixList, 'priority' | 'impact' | 'urgency'> = {
  priorities: 'priority',
  impacts: 'impact',
  urgencies: 'urgency',
};

/** What the matrix in force is needed for, so that nobody takes away what is in use without knowing. */
export async function readMatrixUsage(context: OperationContext): Promise<MatrixUsageAnswer> {
  const { store, sites, caller } = context;
  return store.read(async (snapshot) => {
    const rules = await snapshot.documents.rules();
    const open = await snapshot.levels.countOpen();
    return {
      version: rules.matrix.version,
      incidents: {
        priorities: countBy('priorities', open),
        impacts: countBy('impacts', open),
        urgencies: countBy('urgencies', open),
      },
      references: [
        ...referencesOf(documentsOf(rules)),
        ...(reachOf(caller, 'site:manage') ? referencesOfSites(sites.all()) : []),
      ],
      seq: await snapshot.log.lastSeq(),
    };
  });
}

function countBy(list: MatrixList, open: readonly OpenLevels[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of open) {
    const id = each[columns[list]];
    counts[id] = (counts[id] ?? 0) + each.count;
  }
  return counts;
}
