import type { KitClient } from '../client/client.ts';
import type { ObjectivesVersion } from './objective-changes.ts';

/** What objectives can name, by its id. */
export interface Offered {
  services: readonly { id: string; name: string }[];
  /** From the highest on. */
  priorities: readonly { id: string; name: string }[];
}

/** The objectives in force, as they are edited. */
export interface EditableAnswer {
  current: ObjectivesVersion;
  offered: Offered;
  seq: number;
}

export async function readEditable(kit: KitClient): Promise<EditableAnswer> {
  const [objectives, catalogue, matrix] = await Promise.all([
    kit.call((api) => api.configuration.get.query({ kind: 'objectives' })),
    kit.call((api) => api.configuration.get.query({ kind: 'catalogue' })),
    kit.call((api) => api.matrix.current.query()),
  ]);
  // What is asked for by its kind is of that kind.
  const { services } = catalogue.current.document as unknown as Pick<Offered, 'services'>;
  return {
    current: objectives.current as unknown as ObjectivesVersion,
    offered: { services, priorities: matrix.current.matrix.priorities },
    seq: objectives.seq,
  };
}

/** What people call it; its id where it is offered no longer. */
export function nameIn(of: readonly { id: string; name: string }[], id: string): string {
  return of.find((each) => each.id === id)?.name ?? id;
}
