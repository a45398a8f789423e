import { cardActions } from '../../domain/channels/card-actions.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import {
  allowedActions,
  type Action as IncidentAction,
} from '../../domain/incident/allowed-actions.ts';
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
  return {
    // That of an incident has one.
    incident: shown.incident as ChatCard['incident'],
    link: shown.link,
    position: incident.seq,
    actions: clicks === null ? [] : offered(incident, rules, cardActions),
  };
}

/** Of some actions those that somebody of the desk may take while the incident is worked on. */
export function offered<Action extends IncidentAction>(
  incident: Incident,
  rules: Rules,
  among: readonly Action[],
): Action[] {
  if (!isUnderWay(incident)) return [];
  const may = (action: string) => among.includes(action as Action);
  const allowed: readonly string[] = allowedActions(incident, rules, { may, hasJoined: false });
  return among.filter((each) => allowed.includes(each));
}
