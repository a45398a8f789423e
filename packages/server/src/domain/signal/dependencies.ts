import type { Service } from '../catalogue.ts';

type Services = readonly Pick<Service, 'id' | 'dependsOn'>[];

/** The services that one cannot do without, directly or by way of others. */
export function neededBy(services: Services, service: string): string[] {
  const direct = new Map(services.map(({ id, dependsOn }) => [id, dependsOn]));
  return reachable(service, (id) => direct.get(id) ?? []);
}

/** The services that cannot do without one, directly or by way of others. */
export function needing(services: Services, service: string): string[] {
  return reachable(service, (needed) =>
    services.filter(({ dependsOn }) => dependsOn.includes(needed)).map(({ id }) => id),
  );
}

function reachable(from: string, next: (id: string) => readonly string[]): string[] {
  const found = new Set<string>();
  const toCome = [from];
  for (let id = toCome.pop(); id !== undefined; id = toCome.pop()) {
    for (const each of next(id)) {
      if (found.has(each) || each === from) continue;
      found.add(each);
      toCome.push(each);
    }
  }
  return [...found];
}
