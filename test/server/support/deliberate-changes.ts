import { type readable, recording } from './recorded.ts';

type Readable = ReturnType<typeof readable>;

/** A recorded answer as it is meant to be today. */
export interface DeliberateChange {
  /** Why the wire could not stay as it was. */
  because: string;
  /** Changes a recorded answer in place. */
  change(exchange: Readable): void;
  /** The same for what is answered today, where the two cannot be compared in something. */
  today?(exchange: Readable): void;
}

/** Where the wire is deliberately not what it was, and says not only more. */
export const deliberateChanges: DeliberateChange[] = [
  {
    because:
      'INC-21: resolving was offered where the workflow in force has no transition to a resolved status, ' +
      'and was refused to whoever tried. That there is none shows in the statuses it could go to.',
    change: (exchange) =>
      eachOffer(exchange, (offer) => {
        const leads = offer.ways.some(({ category }) => category === 'resolved');
        if (!leads) withdraw(offer, 'resolve');
      }),
  },
  {
    because:
      'INC-21: “me too” was offered to who had reported it themselves, and was refused to them.',
    change: (exchange) =>
      eachOffer(exchange, (offer) => {
        const asks = exchange.name.split(':')[0];
        if (offer.incident.reporter?.split(' ')[0]?.toLowerCase() === asks) withdraw(offer, 'join');
      }),
  },
  {
    because: 'LIM-15: the desk is offered to revoke the receipts of what a visitor reported.',
    change: () => {},
    today: (exchange) => eachOffer(exchange, (offer) => withdraw(offer, 'revoke-receipts')),
  },
  {
    because:
      'INC-22: incidents whose reporter has written since they were resolved can be listed, so a sentence ' +
      'that names what there is to choose from names them, too.',
    change: (exchange) =>
      eachText(exchange, (text) => text.replace('"open"|"over"|"all"|', '$&"replied"|')),
  },
  {
    because:
      'INC-15: whoever merged an incident into one of its own duplicates was advised to merge it into itself.',
    change: (exchange) =>
      eachText(exchange, (text) =>
        text.replace(
          /^(INC-\d+) was itself merged\. Merge into INC-6\.$/,
          '$1 was merged into this one already.',
        ),
      ),
  },
  {
    because:
      'DESK-6: there are documents that the version before did not have, so a sentence that names them all ' +
      'names those, too.',
    change: (exchange) =>
      eachText(exchange, (text) =>
        text.replace('“escalation-policies”, “routing-rules”.', (last) =>
          last.replace(
            '.',
            ', “views”, “canned-answers”, “schedules”, “channels”, “signals”, “objectives”.',
          ),
        ),
      ),
  },
  {
    because:
      'ACC-16: a shared cache kept pictures of badges for whoever came next, also without the key that ' +
      'they were answered for.',
    change: ({ headers }) => {
      if (headers['cache-control'] !== 'public, max-age=30') return;
      headers['cache-control'] = 'private, max-age=30';
    },
  },
  {
    because:
      'A file that the kit does not have is no sign that it was not built: installed from packages it always is.',
    change: (exchange) =>
      eachText(exchange, (text) =>
        text.replace(' If this is your own server, build the elements first.', ''),
      ),
  },
  {
    because:
      'SLA-30: a picture of which no clock was asked for was of the resolution, and said “due” while an answer ' +
      'was overdue. It is what was told to those who asked for the answer.',
    change: (exchange) => {
      const name = 'GET /badges/incident/INC-6.svg';
      if (!exchange.name.includes(`${name} `)) return;
      const asked = recording.reads.exchanges.find((each) =>
        each.name.includes(`${name}?target=response`),
      );
      exchange.body = asked?.body;
    },
  },
  {
    because: 'ACC-30: how far the log has come is told to the desk alone, also by health.',
    change: (exchange) => {
      if (exchange.name.includes('/healthz')) eachObject(exchange.body, (each) => delete each.seq);
    },
  },
  {
    because:
      'ACC-32: positions of the log left gaps where the desk had worked inside. Others than the desk are told ' +
      'positions among what they see. Nothing can be said of their numbers beside the recorded ones.',
    change: leaveOutPublicPositions,
    today: leaveOutPublicPositions,
  },
];

const positions = ['seq', 'note', 'earlier'];

function leaveOutPublicPositions(exchange: Readable): void {
  if (!/^(rosa|tom|vera|a visitor|the holder of a receipt)\b/.test(exchange.name)) return;
  // Positions that were sent are in the name.
  exchange.name = exchange.name.replace(/("(?:incident:|badge:)?[\w-]+"):\d+/g, '$1:0');
  const leaveOut = (each: Record<string, unknown>) => {
    for (const name of positions) if (typeof each[name] === 'number') delete each[name];
  };
  eachObject(exchange.body, leaveOut);
  for (const message of exchange.messages ?? []) {
    message.before = message.before?.replace(/^id: .*$/m, 'id:');
    eachObject(message.data, leaveOut);
  }
}

function eachObject(value: unknown, change: (each: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inside of Object.values(value)) eachObject(inside, change);
  if (!Array.isArray(value)) change(value as Record<string, unknown>);
}

/** An incident with what may be done to it. */
interface Offer {
  incident: { reporter: string | null };
  may: string[];
  ways: { category: string }[];
}

function eachOffer(value: unknown, change: (offer: Offer) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('may' in value && 'ways' in value) change(value as Offer);
  for (const inside of Object.values(value)) eachOffer(inside, change);
}

/** Puts another text in the place of each in a value. */
function eachText(value: unknown, change: (text: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inside] of Object.entries(value)) {
    if (typeof inside === 'string') (value as Record<string, unknown>)[name] = change(inside);
    else eachText(inside, change);
  }
}

function withdraw(offer: Offer, action: string): void {
  offer.may = offer.may.filter((each) => each !== action);
}
