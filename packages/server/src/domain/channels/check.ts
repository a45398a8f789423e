import { z } from 'zod';
import type { Documents } from '../configuration/documents.ts';
import {
  duplicateIds,
  errorAt,
  findCycles,
  type Problem,
  ringOf,
  within,
} from '../configuration/problems.ts';
import type { ReferredTo } from '../errors.ts';
import { id } from '../ids.ts';
import { findTeam } from '../teams/teams.ts';
import type { ChannelKindName, Channels, MessageTarget } from './channels.ts';

type Checked = Pick<Documents, 'channels' | 'teams' | 'catalogue' | 'matrix'>;

/** What is wrong with the channels: what they name and does not exist, addresses, and quiet that never ends. */
export function checkChannels(documents: Checked): Problem[] {
  const { channels, targets } = documents.channels;
  return [
    ...duplicateIds(channels, ['channels']),
    ...duplicateIds(targets, ['targets']),
    ...targets.flatMap((target, index) =>
      within(
        ['targets', index],
        [
          ...unknownReferences(target, documents),
          ...wrongAddress(target, documents.channels),
          ...endlessQuiet(target),
        ],
      ),
    ),
    ...toldByNoMail('subscribers', documents.channels),
    ...toldByNoMail('reporters', documents.channels),
    ...rings(documents.channels),
  ];
}

function unknownReferences(target: MessageTarget, documents: Checked): Problem[] {
  const { catalogue, matrix, teams } = documents;
  const { channels, targets } = documents.channels;
  const { owner, channel, otherwise, priorities, quiet } = target;
  const name = target.id;
  const has = (things: readonly { id: string }[], id: string) =>
    things.some((each) => each.id === id);
  const unknown = (path: (string | number)[], to: ReferredTo, id: string) =>
    errorAt(
      path,
      `The target “${name}” names the ${to} “${id}”, which does not exist. Choose another.`,
      'unknown-reference',
      { to, id, name },
    );
  const unknownPriorities = (path: string[], ids: readonly string[]) =>
    ids.flatMap((id, index) =>
      has(matrix.priorities, id) ? [] : [unknown([...path, index], 'priority', id)],
    );
  const found: Problem[] = [];
  if ('team' in owner && !findTeam(teams, owner.team)) {
    found.push(unknown(['owner', 'team'], 'team', owner.team));
  }
  if ('service' in owner && !has(catalogue.services, owner.service)) {
    found.push(unknown(['owner', 'service'], 'service', owner.service));
  }
  if (!has(channels, channel)) found.push(unknown(['channel'], 'channel', channel));
  if (otherwise !== null && !has(targets, otherwise)) {
    found.push(unknown(['otherwise'], 'target', otherwise));
  }
  return [
    ...found,
    ...unknownPriorities(['priorities'], priorities ?? []),
    ...unknownPriorities(['quiet', 'except'], quiet?.except ?? []),
  ];
}

const telephone = {
  isRight: (address: string) => /^\+[1-9]\d{6,14}$/.test(address),
  format: 'e164',
  message: 'Write the number with its country, as in +4930123456.',
} as const;

const addresses: Record<
  ChannelKindName,
  { isRight(address: string): boolean; format: string; message: string }
> = {
  webhook: {
    isRight: isWebAddress,
    format: 'url',
    message: 'Write a URL that begins with https://.',
  },
  email: {
    isRight: (address) => z.email().safeParse(address).success,
    format: 'email',
    message: 'This does not look like an email address.',
  },
  sms: telephone,
  voice: telephone,
  teams: {
    isRight: (address) => id.safeParse(address).success,
    format: 'id',
    message: 'Name a workflow as the settings call it.',
  },
  slack: {
    isRight: (address) => /^[CGD][A-Z0-9]{8,20}$/.test(address),
    format: 'id',
    message: 'Write the id of a conversation, as in C0123456789.',
  },
};

/** Without a name and a password in it: those would be in the document for everybody of the desk. */
function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return ['https:', 'http:'].includes(protocol) && username === '' && password === '';
}

function wrongAddress({ channel: id, address }: MessageTarget, { channels }: Channels): Problem[] {
  const channel = channels.find((each) => each.id === id);
  if (!channel) return [];
  const { isRight, format, message } = addresses[channel.kind];
  return isRight(address) ? [] : [errorAt(['address'], message, 'wrong-format', { format })];
}

function endlessQuiet({ quiet }: MessageTarget): Problem[] {
  if (quiet === null || quiet.from !== quiet.to) return [];
  return [errorAt(['quiet', 'to'], 'The quiet hours end when they begin.', 'ends-before-start')];
}

function toldByNoMail(who: 'subscribers' | 'reporters', document: Channels): Problem[] {
  const id = document[who]?.channel;
  const channel = document.channels.find((each) => each.id === id);
  if (id === undefined || channel?.kind === 'email') return [];
  const whose = who === 'subscribers' ? 'Subscribers' : 'Reporters';
  const message = channel
    ? `${whose} are told by email, which the channel “${id}” is not. Choose another.`
    : `${whose} are told by the channel “${id}”, which does not exist. Choose another.`;
  const values = { to: 'channel', id, name: who } as const;
  return [errorAt([who, 'channel'], message, 'unknown-reference', values)];
}

function rings({ targets }: Channels): Problem[] {
  const problems = targets.flatMap(({ id, otherwise }, index) => {
    if (otherwise !== id) return [];
    const message = `The target “${id}” is told by itself when it cannot be told. Choose another, or none.`;
    return [errorAt(['targets', index, 'otherwise'], message, 'refers-to-itself', { name: id })];
  });
  const edges = new Map(
    targets.map(({ id, otherwise }) => [id, otherwise === null ? [] : [otherwise]]),
  );
  const cycles = findCycles(edges).map((cycle) => {
    const index = targets.findIndex((each) => each.id === cycle[0]);
    const message = `Targets stand in for each other in a ring: ${ringOf(cycle)}. Let one have none.`;
    return errorAt(['targets', index, 'otherwise'], message, 'ring', { ids: cycle });
  });
  return [...problems, ...cycles];
}
