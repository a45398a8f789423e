import type { IncidentView } from '@incident-kit/server/domain';
import type { KitApi } from '../../client/api.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { Seen } from '../actions.ts';
import type { AllowedActions } from '../head.ts';

/** What of the desk is done with one click: each of them can be undone with another. */
export type ImmediateDeskAction = 'take' | 'unassign' | 'restore' | 'join';

/** What of the desk is done once a form is filled in. */
export type DeskFormAction = keyof TimelineDeskMessages['forms'];

export type DeskAction = ImmediateDeskAction | DeskFormAction;

interface Offer {
  /** What the server must allow. */
  needs: Parameters<AllowedActions['has']>[0];
  /** Whether there is something to do it to. */
  isPossible?(incident: IncidentView): boolean;
}

/** Those who do something to an incident most often come first. */
const offers: Record<DeskAction, Offer> = {
  assign: { needs: 'assign' },
  take: { needs: 'assign' },
  unassign: { needs: 'assign', isPossible: ({ assignee, team }) => !!(assignee ?? team) },
  escalate: { needs: 'escalate' },
  prioritize: { needs: 'prioritize' },
  override: { needs: 'override' },
  restore: { needs: 'override', isPossible: ({ override }) => override !== null },
  categorize: { needs: 'categorize' },
  retitle: { needs: 'retitle' },
  merge: { needs: 'merge' },
  link: { needs: 'link' },
  unlink: { needs: 'link', isPossible: ({ links }) => links.length > 0 },
  join: { needs: 'join' },
};

/** What of the desk can be done to the incident as it stands. */
export function offeredDeskActions(incident: IncidentView, allowed: AllowedActions): DeskAction[] {
  return (Object.keys(offers) as DeskAction[]).filter((action) => {
    const { needs, isPossible = () => true } = offers[action];
    return allowed.has(needs) && isPossible(incident);
  });
}

type Sent = Promise<{ seq: number }>;

export const immediateDeskActions: Record<
  ImmediateDeskAction,
  (api: KitApi, seen: Seen, now: IncidentView) => Sent | undefined
> = {
  // Gives nothing for who is in no team: there is nobody to give it to.
  take: ({ people, incidents }, seen) =>
    people.search
      .query({ limit: 1 })
      .then(({ self }) =>
        self ? incidents.assign.mutate({ ...seen, assignee: self.id }) : undefined,
      ) as Sent,
  unassign: ({ incidents }, seen, { assignee }) =>
    incidents.unassign.mutate({ ...seen, team: assignee === null }),
  restore: ({ incidents }, seen) => incidents.restorePriority.mutate(seen),
  join: ({ incidents }, { incident }) => incidents.join.mutate({ incident }),
};
