import { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import { findTarget } from '../../domain/channels/channels.ts';
import { type Answered, type PageAction, pageActions } from '../../domain/channels/outgoing.ts';
import { KitError } from '../../domain/errors.ts';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { assignment } from '../incidents/commands/assignment.ts';
import { progress } from '../incidents/commands/progress.ts';
import { chatCaller } from './chat-caller.ts';
import { offered } from './chat-card.ts';
import type { LinkedAction } from './message-links.ts';

/** What the page of a link shows. */
export interface ActionShown {
  reference: string;
  title: string;
  status: string;
  /** Who has said that they have seen it; null while nobody has, or nobody of whom a name is known. */
  acknowledgedBy: string | null;
  action: PageAction;
  /** Whether it can be done now. */
  isOffered: boolean;
  /** The incident's page; null where the desk has none. */
  link: string | null;
}

interface Found {
  incident: Incident;
  caller: Caller;
}

/** Null when whoever it was sent to is told there no more. */
export async function actionShown(store: Store, linked: LinkedAction): Promise<ActionShown | null> {
  return store.read(async (snapshot) => {
    const found = await findLinked(snapshot, linked);
    if (!found) return null;
    const rules = await snapshot.documents.rules();
    const { incident } = found;
    const reference = toReference(incident.number);
    const link = rules.channels.document.link;
    return {
      reference,
      title: incident.title,
      status: incident.status.name,
      acknowledgedBy: incident.acknowledged?.by ?? null,
      action: linked.action,
      isOffered: offered(incident, rules, pageActions).includes(linked.action),
      link: link?.replaceAll('{incident}', encodeURIComponent(reference)) ?? null,
    };
  });
}

/**
 * Does what a link is for, as the person that it was sent to, with the rights of an agent.
 * @param text what was done, or why, where that is asked for
 * @returns why nothing was done, in a sentence; null when it was
 */
export async function actByLink(
  { store, contextFor }: { store: Store; contextFor(caller: Caller): OperationContext },
  linked: Answered,
  action: PageAction | 'escalate',
  text: string,
): Promise<string | null> {
  const found = await store.read((snapshot) => findLinked(snapshot, linked));
  if (!found) return 'You are told of incidents there no more.';
  const context = contextFor(found.caller);
  const incident = toReference(found.incident.number);
  try {
    await execute(context, incident, action, text);
    return null;
  } catch (error) {
    if (error instanceof KitError) return error.message;
    if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'It cannot be read.';
    throw error;
  }
}

async function execute(
  context: OperationContext,
  incident: string,
  action: PageAction | 'escalate',
  text: string,
): Promise<void> {
  const { acknowledge, resolve } = progress;
  switch (action) {
    case 'acknowledge':
      await acknowledge.execute(context, acknowledge.input.parse({ incident }));
      return;
    case 'resolve':
      await resolve.execute(context, resolve.input.parse({ incident, code: 'fixed', text }));
      return;
    case 'escalate': {
      const { escalate } = assignment;
      const raised = { incident, kind: 'hierarchical', reason: text };
      await escalate.execute(context, escalate.input.parse(raised));
    }
  }
}

/** A link is its receiver's as long as the desk tells that person there. */
async function findLinked(
  snapshot: Snapshot,
  { seq, target: id, address }: Answered,
): Promise<Found | null> {
  const { channels, teams } = await snapshot.documents.rules();
  const target = findTarget(channels.document, id);
  if (target?.owner.whom !== 'person' || target.address !== address) return null;
  const [event] = await snapshot.log.at([seq]);
  const number = event && numberOfStream(event.stream);
  const incident = number ? await snapshot.incidents.get(number) : null;
  return incident && { incident, caller: chatCaller(target.owner.person, teams.document) };
}
