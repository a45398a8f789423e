import { fromReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** The numbers of an incident and of all that stand above it, the nearest first. */
export async function ancestorsOf({ incidents }: Snapshot, below: Incident): Promise<number[]> {
  const ancestors: number[] = [];
  let next: Incident | null = below;
  while (next && !ancestors.includes(next.number)) {
    ancestors.push(next.number);
    const parent: string | undefined = next.links.find(({ kind }) => kind === 'parent')?.target;
    const number: number | null = parent === undefined ? null : fromReference(parent);
    next = number === null ? null : await incidents.get(number);
  }
  return ancestors;
}
