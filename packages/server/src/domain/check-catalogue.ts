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
      return [errorAt(['services', index, 'owner'], message)];
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
    if (each === id) return [errorAt([index], `“${name}” depends on itself. Remove that.`)];
    if (dependsOn.indexOf(each) !== index) {
      return [errorAt([index], `“${name}” depends on “${each}” twice. Remove one of them.`)];
    }
    if (services.some((other) => other.id === each)) return [];
    const message = `“${name}” depends on the service “${each}”, which does not exist. Remove it.`;
    return [errorAt([index], message)];
  });
}

function rings(services: Services): Problem[] {
  const edges = new Map(services.map(({ id, dependsOn }) => [id, dependsOn]));
  return findCycles(edges).map((cycle) => {
    const index = services.findIndex((each) => each.id === cycle[0]);
    const message = `Services depend on each other in a ring: ${ringOf(cycle)}. Remove one of these.`;
    return errorAt(['services', index, 'dependsOn'], message);
  });
}
