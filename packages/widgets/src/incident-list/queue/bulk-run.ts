import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { SaidError } from '../../locales/language.ts';

type BulkInput = Parameters<KitApi['incidents']['bulk']['mutate']>[0];

/** As many as the server changes with one call. */
const mostAtOnce = 100;

/** One command on some incidents, each as its sender saw it. */
export interface BulkStep {
  command: BulkInput['command'];
  input?: Record<string, unknown>;
  incidents: readonly { incident: string; basedOn: number }[];
}

export interface BulkResult {
  /** What was done, each with its position in the log since. */
  done: Map<string, number>;
  /** What was refused, with why. */
  refused: Map<string, SaidError>;
  /** What no answer came for, and why: it may have been done or not. */
  unanswered: string[];
  failure: KitRequestError | undefined;
}

/**
 * Does steps one after the other, a hundred incidents at a time, and stops where no answer comes.
 * @param own - what whoever does it has done before, by incident
 */
export async function runBulk(
  kit: KitClient,
  steps: readonly BulkStep[],
  own: ReadonlyMap<string, number>,
): Promise<BulkResult> {
  const result: BulkResult = {
    done: new Map(),
    refused: new Map(),
    unanswered: [],
    failure: undefined,
  };
  for (const { command, input = {}, incidents } of steps) {
    for (let first = 0; first < incidents.length; first += mostAtOnce) {
      const part = incidents.slice(first, first + mostAtOnce).map(({ incident, basedOn }) => ({
        incident,
        basedOn: Math.max(basedOn, own.get(incident) ?? 0),
      }));
      if (result.failure) {
        result.unanswered.push(...part.map(({ incident }) => incident));
        continue;
      }
      try {
        const { results } = await kit.call((api) =>
          api.incidents.bulk.mutate({ command, input, incidents: part }),
        );
        for (const each of results) {
          if ('error' in each) {
            const { code, message, fields, details } = each.error;
            result.refused.set(each.incident, { code, message, fields, details });
          } else {
            result.done.set(each.incident, each.seq);
          }
        }
      } catch (thrown) {
        const failure = thrown as KitRequestError;
        // Refused as a whole, nothing was done to any of them.
        if (failure.definite)
          for (const { incident } of part) result.refused.set(incident, failure);
        else {
          result.failure = failure;
          result.unanswered.push(...part.map(({ incident }) => incident));
        }
      }
    }
  }
  return result;
}
