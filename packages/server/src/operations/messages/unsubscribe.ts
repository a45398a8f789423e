import { findTarget, type MessageTarget } from '../../domain/channels/channels.ts';
import { decidePublish } from '../../domain/configuration/decide.ts';
import { documentStream } from '../../domain/configuration/events.ts';
import { personNamed } from '../../domain/teams/teams.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import type { Unsubscription } from './message-links.ts';

/** Whether somebody is still told at that address as a person. */
export function isSubscribed(store: Store, ended: Unsubscription): Promise<boolean> {
  return store.read(async (snapshot) => (await personalTarget(snapshot, ended)) !== null);
}

/**
 * Takes a person's target out of the channels, as that person: a version of the document of its own, which says who
 * did so, when and why. That there is none any more is as well.
 */
export async function unsubscribe(store: Store, ended: Unsubscription): Promise<void> {
  await store.write(async (transaction) => {
    const target = await personalTarget(transaction, ended);
    if (target?.owner.whom !== 'person') return;
    const rules = await transaction.documents.rules();
    const current = rules.channels;
    const targets = current.document.targets
      .filter((each) => each !== target)
      .map((each) => (each.otherwise === target.id ? { ...each, otherwise: null } : each));
    const { event } = decidePublish(
      rules,
      'channels',
      {
        basedOn: current.version,
        document: { ...current.document, targets },
        reason: `Ended by the link in a mail (${target.id})`,
      },
      current,
    );
    const { person } = target.owner;
    const by = {
      at: store.now(),
      actor: { role: 'agent', id: person, site: null },
      actorName: personNamed(rules.teams.document, person)?.name ?? null,
    } as const;
    await transaction.log.append(documentStream('channels'), current.version, event, by);
  });
}

async function personalTarget(
  { documents }: Snapshot,
  { target: id, address }: Unsubscription,
): Promise<MessageTarget | null> {
  const target = findTarget((await documents.rules()).channels.document, id);
  return target?.owner.whom === 'person' && target.address === address ? target : null;
}
