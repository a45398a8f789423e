import { mayTouch } from '../../access/caller.ts';
import { shownServices } from '../../access/shown-services.ts';
import { KitError } from '../../domain/errors.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { IncidentFilter } from '../../store/port/incidents.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { type AtomEntry, atomFeed } from './to-atom.ts';

/** How many incidents a feed has, those whose status changed last. */
const longest = 50;
/** How many are looked at, of the open ones and of all: a site may not show each. */
const lookedAt = 100;

/** The incidents of a service as an Atom text: what badges tell of them, and nothing that anybody wrote. */
export async function readServiceFeed(context: OperationContext, id: string): Promise<string> {
  const { caller, publicUrl, links } = context;
  return context.store.read(async (snapshot) => {
    const { catalogue } = await snapshot.documents.rules();
    const service = shownServices(caller, catalogue.document.services).find(
      (each) => each.id === id,
    );
    if (!service || !caller.site) throw noSuchService(id);
    const incidents = await newestOf(snapshot, id);
    const entries = incidents
      .filter((incident) => mayTouch(caller, 'badge:read', incident))
      .map((incident): AtomEntry => {
        const { number, status, reportedAt } = incident;
        return {
          id: links.uuidOf(`incident ${number}`),
          title: `${toReference(number)} · ${status.name}`,
          content: `${service.name}: ${status.name}`,
          category: { term: status.category, label: status.name },
          publishedAt: reportedAt,
          updatedAt: changedAt(incident),
        };
      })
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, longest);
    const key = encodeURIComponent(caller.site.key);
    return atomFeed({
      id: links.uuidOf(`incidents of ${caller.site.key} ${id}`),
      title: service.name,
      author: caller.site.name,
      self: `${publicUrl}/services/${encodeURIComponent(id)}/incidents.atom?key=${key}`,
      // Without incidents, what the feed says is the name of the service.
      updatedAt: entries[0]?.updatedAt ?? catalogue.publishedAt,
      entries,
    });
  });
}

/** Those that are open, however old, and those that were reported last. */
async function newestOf({ incidents }: Snapshot, service: string): Promise<Incident[]> {
  const nothing = { team: null, assignee: null, priority: null, text: null, reporter: null };
  const numbers = new Set<number>();
  for (const status of ['open', 'all'] as const) {
    const filter: IncidentFilter = { ...nothing, status, service };
    for (const each of await incidents.findNumbers(filter, null, lookedAt)) numbers.add(each);
  }
  return incidents.getMany([...numbers]);
}

/** When its status was last another: what else happens to it is no news to who sees no more than that. */
function changedAt({ course, reportedAt }: Incident): number {
  return course.at(-1)?.at ?? reportedAt;
}

function noSuchService(id: string): KitError {
  return new KitError('not-found', `There is no service ${id} here.`, {
    details: { path: '/services' },
  });
}
