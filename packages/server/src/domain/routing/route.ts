import { type Facts, isUnconditional, matches } from '../conditions.ts';
import type { Rules } from '../configuration/documents.ts';
import type { Team } from '../teams/teams.ts';
import type { RoutingRule } from './rules.ts';

/** Which rule decided, and what of the incident made it. */
export type RoutingReason =
  | {
      rule: string;
      because: ('service' | 'category' | 'site' | 'priority' | 'reporter' | 'text' | 'always')[];
    }
  /** No rule named a team: the service's owner has it, or the team that had most such, as was learned. */
  | { rule: null; because: ['service-owner'] | ['learned'] };

/** What a route is found by. */
export interface Routable extends Facts {
  title: string;
  description: string;
  reporterEmail: string | null;
}

export interface Route {
  team: string | null;
  teamReason: RoutingReason | null;
  /** How somebody of the team is chosen. */
  assign: RoutingRule['route']['assign'];
  category: string | null;
  categoryReason: RoutingReason | null;
}

/** Finds the team and the category for a new incident. A category that was chosen stays. */
export function findRoute(
  rules: Pick<Rules, 'routing-rules' | 'catalogue'>,
  report: Routable,
): Route {
  const fitting = rules['routing-rules'].document.rules.filter((rule) => fits(rule, report));
  const forTeam = fitting.find((rule) => rule.route.team);
  const forCategory = report.category ? undefined : fitting.find((rule) => rule.route.category);
  const owner = rules.catalogue.document.services.find((each) => each.id === report.service)?.owner;
  const team = forTeam?.route.team ?? owner ?? null;
  return {
    team,
    teamReason: forTeam
      ? reasonOf(forTeam)
      : team
        ? { rule: null, because: ['service-owner'] }
        : null,
    assign: forTeam?.route.assign ?? 'nobody',
    category: forCategory?.route.category ?? null,
    categoryReason: forCategory ? reasonOf(forCategory) : null,
  };
}

function fits({ when }: RoutingRule, report: Routable): boolean {
  const { text, reporterEmail, ...conditions } = when;
  if (!matches(conditions, report)) return false;
  if (text) {
    const said = `${report.title}\n${report.description}`.toLowerCase();
    if (!text.some((each) => said.includes(each.toLowerCase()))) return false;
  }
  if (reporterEmail) {
    const email = report.reporterEmail?.toLowerCase();
    const isFrom = (each: string) =>
      each.startsWith('@') ? email?.endsWith(each) : email === each;
    if (!reporterEmail.some(isFrom)) return false;
  }
  return true;
}

function reasonOf({ id, when }: RoutingRule): RoutingReason {
  if (isUnconditional(when)) return { rule: id, because: ['always'] };
  const because = {
    service: when.service,
    category: when.category,
    site: when.site,
    priority: when.priority,
    reporter: when.reporterGroup ?? when.reporterEmail,
    text: when.text,
  };
  const reasons = Object.keys(because) as (keyof typeof because)[];
  return { rule: id, because: reasons.filter((each) => because[each]) };
}

/** What is known of the members of a team when one of them is chosen. */
export interface Workload {
  /** Open incidents by the id of the assignee; who has none may be missing. */
  open: ReadonlyMap<string, number>;
  /** Who of the team was chosen last; null for nobody. */
  last: string | null;
}

/**
 * Chooses who of a team gets an incident; null when nobody is available. Each in turn means the next
 * in the order of the team's list after whoever was last; among equals, the least loaded is the first
 * after whoever was last.
 */
export function chooseMember(
  team: Team,
  how: 'round-robin' | 'least-loaded',
  workload: Workload,
): { id: string; name: string } | null {
  const at = team.members.findIndex((each) => each.id === workload.last);
  const inTurn = [...team.members.slice(at + 1), ...team.members.slice(0, at + 1)].filter(
    (each) => each.available,
  );
  const loadOf = (id: string) => workload.open.get(id) ?? 0;
  const least = Math.min(...inTurn.map((each) => loadOf(each.id)));
  const chosen =
    how === 'round-robin' ? inTurn[0] : inTurn.find((each) => loadOf(each.id) === least);
  return chosen ? { id: chosen.id, name: chosen.name } : null;
}
