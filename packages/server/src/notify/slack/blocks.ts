import type { CardAction } from '../../domain/channels/card-actions.ts';
import type { ChatCard } from '../channel.ts';

/** An incident as blocks of Slack. All that people wrote is plain text there: it mentions nobody, and makes no link. */
export function blocksOf({ incident, link, actions, position }: ChatCard): object[] {
  const { reference, title, ...facts } = incident;
  const { status, priority, service, team, assignee } = facts;
  const named = { Status: status, Priority: priority, Service: service, Team: team };
  const fields = Object.entries({ ...named, Assignee: assignee }).flatMap(([name, value]) =>
    value ? [plain(`${name}: ${value}`)] : [],
  );
  const value = JSON.stringify({ incident: reference, position });
  const buttons = [
    ...actions.map((action) => ({ ...buttonOf[action], action_id: action, value })),
    ...(link ? [{ ...button('Open'), action_id: 'open', url: link }] : []),
  ];
  return [
    { type: 'section', text: plain(`${reference}: ${title}`), fields },
    ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : []),
  ];
}

const button = (words: string) => ({ type: 'button', text: plain(words) });

const buttonOf: Record<CardAction, object> = {
  acknowledge: { ...button('Acknowledge'), style: 'primary' },
  assign: button('Assign to me'),
  resolve: button('Resolve …'),
  'add-internal-note': button('Add a note …'),
};

export function plain(text: string) {
  return { type: 'plain_text', text, emoji: false };
}

/** Words in Slack's own markup: they mention nobody, and make no link. */
export function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
