import { amir, refusalOf, rosa, testKit, type Who } from './kit.ts';

export const portal = { key: 'pk_portal', name: 'Portal', origins: ['https://portal.example'] };
const catalogue = {
  services: ['email', 'wifi', 'print'].map((id) => ({ id, name: id })),
  categories: [{ id: 'outage', name: 'It does not work' }],
};

/** Somebody who comes through a site with one of its secrets. */
export const through = (secret: string, who: Who = rosa, key = portal.key): Who => ({
  ...who,
  site: { key, secret },
});

/** A kit with the portal in its database, and the portal's secret. */
export async function withPortal(change: object = {}) {
  const kit = testKit({ configuration: { catalogue } });
  const admin = kit.as(amir).sites;
  const added = await admin.add.mutate({ site: { ...portal, tokens: {}, ...change } });
  return { ...kit, admin, secret: added.secret?.value ?? '', added };
}

/** What a call was refused with. */
export const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
