import type { IncidentKitOptions } from '@incident-kit/server';
import { channelsSchema, routingRulesSchema, teamsSchema } from '@incident-kit/server/domain';

export const secrets = [
  'whsec_Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaGs',
  'whsec_Rk3vZp1sYt6bNw8mHx0cLq5jDf2gUeAo',
];

/** Grace and Jonas have all that is reported; Hannah is their manager. */
export const teams = teamsSchema.parse({
  teams: [
    {
      id: 'desk',
      name: 'Service desk',
      members: [
        { id: 'grace', name: 'Grace' },
        { id: 'jonas', name: 'Jonas' },
      ],
      managers: [{ id: 'hannah', name: 'Hannah' }],
    },
  ],
});

const toDesk = routingRulesSchema.parse({
  rules: [{ id: 'all', name: 'Everything', route: { team: 'desk' } }],
});

export function webhook(change: object = {}) {
  return { id: 'hook', kind: 'webhook' as const, secrets, allowPrivateAddresses: true, ...change };
}

export function channelsOf(targets: object[], rest: object = {}) {
  return channelsSchema.parse({
    channels: [{ id: 'hook', name: 'Hook', kind: 'webhook' }],
    targets: targets.map((target, index) => ({
      id: `t${index + 1}`,
      channel: 'hook',
      owner: { whom: 'team', team: 'desk' },
      ...target,
    })),
    ...rest,
  });
}

type Settings = NonNullable<IncidentKitOptions['channels']>;

/** What a kit is made with that tells targets over the webhook. */
export function telling(
  targets: object[],
  { channels = [webhook()], link = null }: { channels?: Settings; link?: string | null } = {},
) {
  return {
    channels,
    configuration: { teams, 'routing-rules': toDesk, channels: channelsOf(targets, { link }) },
  };
}
