import { type CardAction, cardActions } from '../../domain/channels/card-actions.ts';
import { allowedActions } from '../../domain/incident/allowed-actions.ts';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import type { ChatCard, ChatWriter } from '../../notify/channel.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { messageOn } from './compose-message.ts';

/** An incident as a chat shows it now. */
export async function cardOf(
  { documents }: Snapshot,
  incident: Incident,
  { clicks }: Pick<ChatWriter, 'clicks'>,
): Promise<ChatCard> {
  const rules = await documents.rules();
  const shown = messageOn(incident, { id: '', about: 'test', at: incident.at }, rules);
  const may = (action: string) => cardActions.includes(action as CardAction);
  const allowed: readonly string[] =
    clicks !== null && isUnderWay(incident)
      ? allowedActions(incident, rules, { may, hasJoined: false })
      : [];
  return {
    // That of an incident has one.
    incident: shown.incident as ChatCard['incident'],
    link: shown.link,
    position: incident.seq,
    actions: cardActions.filter((each) => allowed.includes(each)),
  };
}
