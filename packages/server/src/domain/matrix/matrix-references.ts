import type { Conditions } from '../conditions.ts';
import type { Documents } from '../configuration/documents.ts';
import type { ElementDefaults } from '../element-defaults.ts';

/** What a matrix lists, by the names that it has there. */
export type MatrixList = 'priorities' | 'impacts' | 'urgencies';

/** Something that names a priority or a level of the matrix, and would no longer fit without it. */
export interface MatrixReference {
  list: MatrixList;
  id: string;
  /** A policy, a rule or a view of that document, or a site whose report form begins with it. */
  from: 'sla-policies' | 'escalation-policies' | 'routing-rules' | 'views' | 'site';
  /** What people call it. */
  name: string;
}

interface Conditional {
  name: string;
  when: Conditions;
}

/** Which policies, rules and views of the desk name a priority. */
export function referencesOf(documents: Documents): MatrixReference[] {
  const conditional: [MatrixReference['from'], readonly Conditional[]][] = [
    ['sla-policies', documents['sla-policies'].policies],
    ['escalation-policies', documents['escalation-policies'].policies],
    ['routing-rules', documents['routing-rules'].rules],
  ];
  return [
    ...conditional.flatMap(([from, all]) =>
      all.flatMap(({ name, when }) =>
        (when.priority ?? []).map((id) => ({ list: 'priorities' as const, id, from, name })),
      ),
    ),
    ...documents.views.views.flatMap(({ name, filter }) =>
      filter.priority
        ? [{ list: 'priorities' as const, id: filter.priority, from: 'views' as const, name }]
        : [],
    ),
  ];
}

/** Which levels the report forms of sites begin with: where a form does not ask, every report has them. */
export function referencesOfSites(
  sites: readonly { name: string; elements: ElementDefaults }[],
): MatrixReference[] {
  return sites.flatMap(({ name, elements }) =>
    (['impact', 'urgency'] as const).flatMap((level) => {
      const id = elements['incident-report']?.[level];
      const list = level === 'impact' ? ('impacts' as const) : ('urgencies' as const);
      return typeof id === 'string' && id !== '' ? [{ list, id, from: 'site' as const, name }] : [];
    }),
  );
}
