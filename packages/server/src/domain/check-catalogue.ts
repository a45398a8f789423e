import type { Documents } from './configuration/documents.ts';
import {
  duplicateIds,
  errorAt,
  findCycles,
  type Problem,
  ringOf,
  within,
} from './configuration/problems.ts';

/** What is wrong with the catalogue: ids, owners that do not exist, services that need each other. */
export function checkCatalogue({ catalogue, teams }: Documents): Problem[] {
  const { services, categories } = catalogue;
  return [
    ...duplicateIds(services, ['services']),
    ...duplicateIds(categories, ['categories']),
    ...services.flatMap(({ name, owner }, index) => {
      if (owner === null || teams.teams.some((each) => each.id === owner)) return [];
      const message = `“${name}” belongs to the team “${owner}”, which does not exist. Choose another.`;
      const values = { to: 'team', id: owner, name } as const;
      return [errorAt(['services', index, 'owner'], message, 'unknown-reference', values)];
    }),
    ...services.flatMap((service, index) =>
      within(['services', index, 'dependsOn'], wrongDependencies(service, services)),
    ),
    ...rings(services),
  ];
}

type Services = Documents['catalogue']['services'];

function wrongDependencies(
  { id, name, dependsOn }: Services[number],
  services: Services,
): Problem[] {
  return dependsOn.flatMap((each, index) => {
    if (each === id) {
      const message = `“${name}” depends on itself. Remove that.`;
      return [errorAt([index], message, 'refers-to-itself', { name })];
    }
    if (dependsOn.indexOf(each) !== index) {
      const message = `“${name}” depends on “${each}” twice. Remove one of them.`;
      return [errorAt([index], message, 'duplicate', { id: each })];
    }
    if (services.some((other) => other.id === each)) return [];
    const message = `“${name}” depends on the service “${each}”, which does not exist. Remove it.`;
    return [errorAt([index], message, 'unknown-reference', { to: 'service', id: each, name })];
  });
}

function rings(services: Services): Problem[] {
  const edges = new Map(services.map(({ id, dependsOn }) => [id, dependsOn]));
  return findCycles(edges).map((cycle) => {
    const index = services.findIndex((each) => each.id === cycle[0]);
    const message = `Services depend on each other in a ring: ${ringOf(cycle)}. Remove one of these.`;
    return errorAt(['services', index, 'dependsOn'], message, 'ring', { ids: cycle });
  });
}
