import type { Signal } from '../signal/signal.ts';
import type { BurnLevel, BurnReading } from './burn-rates.ts';
import type { Objective } from './objectives.ts';

/** Who says of budgets what sources say of alerts: no source is called so. */
export const objectiveSource = 'objectives';

/** In words of sources, see `severities` of the alert rules. */
const severities: Record<BurnLevel, string> = { fast: 'critical', slow: 'error', steady: 'info' };

/**
 * What an objective whose budget burns is as an alert, whose rules then hold for it as for any other's.
 * @param times epoch milliseconds
 */
export function burningSignal(
  { id, name, service, target }: Objective,
  serviceName: string,
  reading: BurnReading,
  times: { startsAt: number; at: number },
): Signal {
  const { level, long, short } = reading;
  const windows = [long, short].map(({ ms, burn }) => `${rate(burn)} over ${length(ms)}`);
  return {
    ...{ key: id, state: 'firing', ...times, severity: severities[level] },
    labels: { service, objective: id, burn: level },
    title: `${name}: the error budget of ${serviceName} burns ${rate(long.burn)} as fast as it may`,
    text: `The objective is ${target} %. The budget was used ${windows.join(' and ')}.`,
  };
}

/** The same once it is over, or nobody watches it any more. */
export function overSignal(id: string, times: { startsAt: number; at: number }): Signal {
  return { key: id, state: 'resolved', ...times, labels: { objective: id }, title: '' };
}

function rate(burn: number | null): string {
  return `${(burn ?? 0).toLocaleString('en', { maximumSignificantDigits: 3 })}×`;
}

function length(ms: number): string {
  const hours = ms / 3_600_000;
  return hours < 1 ? `${ms / 60_000} min` : `${hours} h`;
}
