import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';

/** A message as an Adaptive Card. Without a bot nothing but a link can be pressed in it. */
export function cardOf({ text, incident, link, personal }: OutgoingMessage) {
  const facts = Object.entries({
    Status: incident?.status,
    Priority: incident?.priority,
    Service: incident?.service,
    Team: incident?.team,
    Assignee: incident?.assignee,
  }).flatMap(([title, value]) => (value ? [{ title, value: plain(value) }] : []));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: plain(text), weight: 'Bolder', wrap: true },
      ...(incident ? [{ type: 'TextBlock', text: plain(incident.title), wrap: true }] : []),
      ...(facts.length > 0 ? [{ type: 'FactSet', facts }] : []),
    ],
    actions: [
      ...(personal?.pages ?? []).map(({ action, url }) => openUrl(titles[action], url)),
      ...(link ? [openUrl(incident?.reference ?? link, link)] : []),
    ],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

const titles = { acknowledge: 'Acknowledge …', resolve: 'Resolve …' };

function openUrl(title: string, url: string) {
  return { type: 'Action.OpenUrl', title, url };
}

/** Cards read some Markdown, and people's words are none: no title makes a link. */
export function plain(words: string): string {
  return words.replace(/[\\`*_{}[\]()#+\-.!~|<>]/g, '\\$&');
}
