import { stormKey } from '../incident/storm.ts';
import type { Signal } from './signal.ts';

/** Within which more alerts than the rules say are a storm, milliseconds. */
export const stormWithinMs = 60_000;

/**
 * What is said of a storm, in the same words for as long as it goes on.
 * @param startsAt epoch milliseconds
 */
export function signalOfStorm(startsAt: number, perMinute: number): Signal {
  return {
    key: stormKey,
    state: 'firing',
    ...{ startsAt, at: startsAt },
    title: 'A storm of alerts',
    text:
      `More than ${perMinute} alerts that are new have begun within a minute. Their incidents are below this one, and ` +
      'nobody is told of each while it lasts. What goes on when it is over is told then.',
    labels: {},
  };
}
