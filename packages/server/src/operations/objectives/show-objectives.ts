import { reachOf } from '../../access/caller.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Budget } from '../../domain/objectives/budget.ts';
import type { BurnLevel, BurnReading } from '../../domain/objectives/burn-rates.ts';
import { objectiveSource } from '../../domain/objectives/objective-signal.ts';
import type { Objective } from '../../domain/objectives/objectives.ts';
import type { BurnEpisode } from '../../store/port/objectives.ts';
import type { OperationContext } from '../context.ts';
import { type ObjectiveReading, readObjectives } from './read-objectives.ts';

/**
 * How an objective stands, in a word. `burning`: its budget burns so fast that somebody is told; `noted`: faster than
 * it lasts; `used-up`: nothing is left of it; `too-few`: fewer than ten events were counted.
 */
export type ObjectiveState = 'on-track' | 'noted' | 'burning' | 'used-up' | 'too-few';

/** What is left of a budget. How many events there were is for the desk alone. */
export type BudgetView = Pick<Budget, 'unit' | 'leftShare' | 'achieved' | 'isTooFew'> & {
  /** Events, or milliseconds; null for whom they are none of their business. */
  amounts: Pick<Budget, 'total' | 'allowed' | 'used' | 'left'> | null;
};

export interface ObjectiveView extends Pick<Objective, 'id' | 'name' | 'service' | 'target'> {
  serviceName: string;
  windowDays: number;
  indicator: Objective['indicator'];
  /** As the matrix calls the lowest priority whose incidents count; null where they do not. */
  priorityName: string | null;
  isPublic: boolean;
  /** What is looked at, epoch milliseconds. */
  from: number;
  to: number;
  state: ObjectiveState;
  /** Since when its budget burns too fast, and how fast; null where it does not. */
  burning: { since: number; level: BurnLevel } | null;
  budget: BudgetView;
  rates: BurnReading[];
  /** The incident that was raised of it, while it burns; null where there is none, and for others than the desk. */
  incident: string | null;
}

/** What whoever asks may see of the objectives that are chosen. */
export async function showObjectives(
  context: OperationContext,
  chosen: (objective: Objective) => boolean,
): Promise<{ views: ObjectiveView[]; readings: ObjectiveReading[] }> {
  const { store, now } = context;
  const rules = await store.read(({ documents }) => documents.rules());
  const shown = objectivesFor(context, rules).filter(chosen);
  const readings = await readObjectives(store, shown, rules, now());
  const isDesk = reachOf(context.caller, 'objective:read') === 'all';
  return store.read(async ({ objectives, alertIncidents }) => {
    const open = await objectives.open();
    const ids = shown.map(({ id }) => id);
    const alerts = isDesk ? await alertIncidents.ofAlerts(objectiveSource, ids) : [];
    const numberOf = new Map(alerts.map(({ key, number }) => [key, number]));
    const views = readings.map((reading) => {
      const own = open.filter(({ objective }) => objective === reading.objective.id);
      return toView(reading, rules, own, { isDesk, number: numberOf.get(reading.objective.id) });
    });
    return { views, readings };
  });
}

/** Those of the desk see all; others what is public, where they see how the service is. */
function objectivesFor({ caller }: OperationContext, { objectives }: Rules): Objective[] {
  const all = objectives.document.objectives;
  if (reachOf(caller, 'objective:read') === 'all') return all;
  return all.filter(({ isPublic, service }) => isPublic && showsService(caller.site, service));
}

function showsService(site: OperationContext['caller']['site'], service: string): boolean {
  if (!site) return false;
  return site.badges.incidents === 'all' || site.badges.services.includes(service);
}

function toView(
  { objective, from, to, budget, rates }: ObjectiveReading,
  { catalogue, matrix }: Rules,
  open: readonly BurnEpisode[],
  { isDesk, number }: { isDesk: boolean; number: number | undefined },
): ObjectiveView {
  const { id, name, service, target, windowDays, indicator, isPublic } = objective;
  const alert = open.find(({ kind }) => kind === 'alert');
  const burning = alert ?? open[0];
  const { unit, leftShare, achieved, isTooFew, total, allowed, used, left } = budget;
  const priority = indicator.kind === 'incidents' ? indicator.priority : null;
  const named = matrix.document.priorities.find((each) => each.id === priority);
  return {
    ...{ id, name, service, target, windowDays, indicator, isPublic, from, to, rates },
    serviceName: catalogue.document.services.find((each) => each.id === service)?.name ?? service,
    priorityName: named?.name ?? priority,
    state: stateOf(budget, alert, burning),
    burning: burning ? { since: burning.at, level: burning.level } : null,
    budget: {
      ...{ unit, leftShare, achieved, isTooFew },
      amounts: isDesk || unit === 'time' ? { total, allowed, used, left } : null,
    },
    incident: alert && number !== undefined ? toReference(number) : null,
  };
}

function stateOf(
  { left, isTooFew }: Budget,
  alert: BurnEpisode | undefined,
  burning: BurnEpisode | undefined,
): ObjectiveState {
  if (alert) return 'burning';
  if (isTooFew) return 'too-few';
  if (left <= 0) return 'used-up';
  return burning ? 'noted' : 'on-track';
}
