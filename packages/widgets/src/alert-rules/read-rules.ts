import type { KitClient } from '../client/client.ts';
import type { RulesVersion } from './rule-changes.ts';
import type { Offered } from './rule-row.ts';

/** The rules in force, and what they can name. */
export interface RulesAnswer {
  current: RulesVersion;
  mayPublish: boolean;
  offered: Offered;
  /** The keys of the sources that there are; empty where one may not know. */
  sources: string[];
  seq: number;
}

export async function readRules(kit: KitClient): Promise<RulesAnswer> {
  const [signals, catalogue, matrix, sources] = await Promise.all([
    kit.call((api) => api.configuration.get.query({ kind: 'signals' })),
    kit.call((api) => api.configuration.get.query({ kind: 'catalogue' })),
    kit.call((api) => api.matrix.current.query()),
    kit.call((api) => api.signals.sources.query()).catch(() => ({ sources: [] })),
  ]);
  const { impacts, urgencies } = matrix.current.matrix;
  // What is asked for by its kind is of that kind.
  const { services, categories } = catalogue.current.document as unknown as Pick<
    Offered,
    'services' | 'categories'
  >;
  return {
    current: signals.current as unknown as RulesVersion,
    mayPublish: signals.mayPublish,
    offered: { impacts, urgencies, services, categories },
    sources: sources.sources.map(({ key }) => key),
    seq: signals.seq,
  };
}
