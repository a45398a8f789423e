import { createIncidentKit, type IncidentKit } from '@incident-kit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SecretSeal } from '../../packages/server/src/access/secret-seal.ts';
import { SiteDirectory } from '../../packages/server/src/access/site-directory.ts';
import { type Site, siteSchema } from '../../packages/server/src/access/sites.ts';
import { systemActor } from '../../packages/server/src/domain/actor.ts';
import { resealSecrets } from '../../packages/server/src/operations/sites/reseal-secrets.ts';
import { directoryOf } from '../support/site-directory.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import {
  amir,
  base,
  clientOf,
  closed,
  grace,
  headersOf,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
  type Who,
} from './support/kit.ts';
import { listen, StreamReader } from './support/live.ts';
import { codeOf, portal, through, withPortal } from './support/portal.ts';

const hour = 3_600_000;

describe('sites in the database', () => {
  test('ACC-20: a site that is added works at once, and its secret is told that once', async () => {
    const { as, admin, secret, added } = await withPortal();
    expect(secret).toMatch(/^[\w+/]{43}=$/);
    expect(added).toMatchObject({ version: 1, isEnabled: true, site: portal, isInFile: false });
    await as(through(secret)).incidents.report.mutate(report());
    expect(await codeOf(as(through(secret, grace)).incidents.list.query({}))).toBe('token-invalid');
    const told = JSON.stringify([
      await admin.list.query(),
      await admin.get.query({ site: portal.key }),
      await admin.disable.mutate({ site: portal.key, reason: 'Tried out' }),
    ]);
    expect(told).toContain('"madeAt"');
    expect(told).not.toContain(secret);
    // A key is made where none is said.
    const { site } = await admin.add.mutate({ site: { name: 'Other', origins: [] } });
    expect(site.key).toMatch(/^pk_[\da-f]{30}$/);
    expect((await admin.list.query()).sites.map((each) => each.site.key)).toEqual(
      [closed.key, intranet.key, portal.key, site.key].sort(),
    );
  });

  test('ACC-21: while a secret is changed nobody is interrupted, and the old one ends when it was said', async () => {
    const { kit, clock, as, admin, secret } = await withPortal();
    await as(through(secret)).incidents.report.mutate(report());
    const topics = { 'badge:INC-1': 0 };
    const stream = await listen({ kit, clock, as }, through(secret), topics);
    expect((await stream.next())?.event).toBe('hello');
    const oldEndsAt = clock.now + hour;
    const rotated = await admin.rotate.mutate({ site: portal.key, oldEndsAt });
    const next = rotated.secret?.value ?? '';
    expect(rotated.secrets.map(({ id, endsAt }) => [id, endsAt])).toEqual([
      ['s2', null],
      ['s1', oldEndsAt],
    ]);
    for (const each of [secret, next]) await as(through(each)).incidents.list.query({});
    expect(await codeOf(admin.rotate.mutate({ site: portal.key }))).toBe('site-has-two-secrets');
    clock.now = oldEndsAt - 1;
    const late = { bearer: (await headersOf(through(secret), clock.now)).authorization?.slice(7) };
    const holder = as({ ...late, site: portal } as Who);
    await holder.incidents.list.query({});
    clock.now = oldEndsAt;
    // Also a token that was verified before.
    expect(await codeOf(holder.incidents.list.query({}))).toBe('token-invalid');
    expect(await codeOf(as(through(secret)).incidents.list.query({}))).toBe('token-invalid');
    await as(through(next)).incidents.list.query({});
    // One that has ended leaves its place.
    const third = await admin.rotate.mutate({ site: portal.key });
    expect(third.secrets.map(({ id }) => id)).toEqual(['s3', 's2']);
    const newest = third.secret?.value ?? '';
    for (const each of [next, newest]) await as(through(each)).incidents.list.query({});
    const later = await listen({ kit, clock, as }, through(next), topics);
    expect((await later.next())?.event).toBe('hello');
    // Or when it is told to; what follows with it ends too.
    await admin.endSecret.mutate({ site: portal.key, secret: 's2' });
    expect(await codeOf(as(through(next)).incidents.list.query({}))).toBe('token-invalid');
    const messages = [await later.next(), await later.next(), await later.next()];
    expect(messages.find((each) => each?.event === 'bye')).toMatchObject({
      data: { reason: 'token-expired' },
    });
    await as(through(newest)).incidents.list.query({});
    expect(await codeOf(admin.endSecret.mutate({ site: portal.key, secret: 's2' }))).toBe(
      'secret-not-found',
    );
  });

  test('ACC-22: of a site of the settings file, what is changed in the database counts from then on', async () => {
    const { as } = testKit();
    const { sites } = as(amir);
    const before = await sites.get.query({ site: closed.key });
    expect(before).toMatchObject({ version: 0, isInFile: true, changedAt: null });
    const changed = await sites.change.mutate({
      site: { ...before.site, anonymous: { report: true } },
      basedOn: 0,
      reason: 'Visitors are welcome',
    });
    // What the file said is the first version, this is the second; the file's secret still counts.
    expect(changed).toMatchObject({
      version: 2,
      secret: null,
      changedBy: 'Amir Haddad',
      reason: 'Visitors are welcome',
      secrets: [{ id: 'file', endsAt: null }],
    });
    await as({ ...visitor, site: closed }).incidents.report.mutate(report());
    await as({ ...rosa, site: closed }).incidents.list.query({});
    const again = { site: { ...before.site, name: 'Other' }, basedOn: 0 };
    expect(await refusalOf(sites.change.mutate(again))).toMatchObject({
      code: 'site-stale',
      details: { site: closed.key, version: 2, basedOn: 0 },
    });
    const same = { site: changed.site, basedOn: 2 };
    expect(await codeOf(sites.change.mutate(same))).toBe('nothing-changed');
    // The file's secrets are ended as any other.
    const rotated = await sites.rotate.mutate({ site: closed.key });
    await sites.endSecret.mutate({ site: closed.key, secret: 'file' });
    expect(await codeOf(as({ ...rosa, site: closed }).incidents.list.query({}))).toBe(
      'token-invalid',
    );
    const next = through(rotated.secret?.value ?? '', rosa, closed.key);
    await as(next).incidents.list.query({});
  });

  test('ACC-23: a site that is switched off is refused at once, wherever it is asked for', async () => {
    const { kit, clock, as, admin, secret } = await withPortal({
      anonymous: { report: true, badges: true },
    });
    const someone = through(secret);
    await as(someone).incidents.report.mutate(report());
    const badge = () =>
      kit.fetch(new Request(`${base}/badges/incident/INC-1.svg?key=${portal.key}`));
    const badges = () => as({ site: portal }).badges.get.query({ incidents: ['INC-1'] });
    await badges();
    expect((await badge()).status).toBe(200);
    const streams = [];
    for (const who of [someone, { site: portal }]) {
      streams.push(await listen({ kit, clock, as }, who, { 'badge:INC-1': 10_000 }));
    }
    for (const stream of streams) expect((await stream.next())?.event).toBe('hello');
    await admin.disable.mutate({ site: portal.key });
    for (const stream of streams) {
      for (;;) {
        const message = await stream.next();
        if (message?.event === 'bye') {
          expect(message.data.reason).toBe('site-changed');
          break;
        }
        expect(message?.event).toBe('reset');
      }
    }
    for (const call of [
      badges,
      () => as(someone).incidents.list.query({}),
      () => as({ site: portal }).incidents.report.mutate(report()),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'site-disabled', httpStatus: 403 });
    }
    expect((await badge()).status).toBe(403);
    expect(await codeOf(admin.disable.mutate({ site: portal.key }))).toBe('nothing-changed');
    await as(rosa).incidents.list.query({}); // another site
    await admin.enable.mutate({ site: portal.key });
    await as(someone).incidents.list.query({});
  });

  test('ACC-23: what is changed at one instance holds at the others, also for open streams', async () => {
    const database = await emptyDatabase();
    const kits = [1, 2].map(() => createIncidentKit({ database, sites: [intranet] }));
    for (const kit of kits) onTestFinished(() => kit.close());
    const [here, there] = kits as [IncidentKit, IncidentKit];
    const at = (kit: IncidentKit, who: Who) => clientOf(kit.fetch, who, Date.now);
    await at(there, rosa).incidents.list.query({});
    const added = await at(here, amir).sites.add.mutate({ site: { ...portal, tokens: {} } });
    const someone = through(added.secret?.value ?? '');
    const topics = { 'badge:INC-1': 0 };
    await at(here, someone).incidents.report.mutate(report());
    const opened = async () =>
      there.fetch(
        new Request(`${base}/live`, {
          method: 'POST',
          headers: {
            ...(await headersOf(someone, Date.now())),
            'content-type': 'application/json',
          },
          body: JSON.stringify({ topics }),
        }),
      );
    await expect.poll(async () => (await opened()).status, { timeout: 10_000 }).toBe(200);
    const stream = new StreamReader(await opened());
    expect((await stream.next())?.event).toBe('hello');
    const rotated = await at(here, amir).sites.rotate.mutate({
      site: portal.key,
      oldEndsAt: Date.now() + hour,
    });
    const next = through(rotated.secret?.value ?? '');
    await expect
      .poll(
        () =>
          at(there, next)
            .incidents.list.query({})
            .then(
              () => true,
              () => false,
            ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await at(there, someone).incidents.list.query({});
    await at(here, amir).sites.disable.mutate({ site: portal.key });
    const seen: string[] = [];
    for (let message = await stream.next(); message; message = await stream.next()) {
      seen.push(message.event === 'bye' ? message.data.reason : message.event);
    }
    expect(seen.at(-1)).toBe('site-changed');
    expect(await codeOf(at(there, next).incidents.list.query({}))).toBe('site-disabled');
  });

  test('ACC-24: neither the log nor what is kept tells a secret that was sealed', async () => {
    const database = await emptyDatabase();
    const secretsKey = 'kept apart from the database, as backups are not';
    const kit = createIncidentKit({ database, sites: [intranet], secretsKey });
    const { secret } = await clientOf(kit.fetch, amir, Date.now).sites.add.mutate({
      site: { ...portal, tokens: {} },
    });
    await kit.close();
    const store = await testStore(database);
    const { events, kept } = await store.read(async (snapshot) => ({
      events: await snapshot.log.rawAfter(0, 1_000),
      kept: await snapshot.secrets.ofSite(portal.key),
    }));
    const value = secret?.value ?? 'none';
    expect(events.map(({ type }) => type)).toContain('site.configured');
    expect(JSON.stringify([events, kept])).not.toContain(value);
    expect(JSON.stringify(events)).not.toContain(intranet.secret);
    const [sealed = { value: '' }] = kept;
    expect(new SecretSeal(secretsKey).open(sealed.value, 'pk_portal/0')).toBe(value);
    expect(new SecretSeal(secretsKey).open(sealed.value, 'pk_portal/1')).toBeNull();
    expect(new SecretSeal('another key').open(sealed.value, 'pk_portal/0')).toBeNull();
    expect(new SecretSeal(null).open(sealed.value, 'pk_portal/0')).toBeNull();
    // A server without the key says that it cannot tell, and not that the token is wrong.
    const without = createIncidentKit({ database, sites: [intranet] });
    onTestFinished(() => without.close());
    const someone = clientOf(without.fetch, through(value), Date.now);
    expect(await codeOf(someone.incidents.list.query({}))).toBe('token-keys-unavailable');
    const shown = await clientOf(without.fetch, amir, Date.now).sites.get.query({
      site: portal.key,
    });
    expect(shown.secrets).toMatchObject([{ id: 's1', isReadable: false }]);
  });

  test('ACC-24: the key that secrets are sealed with is changed, and nobody is interrupted', async () => {
    const database = await emptyDatabase();
    const [old, fresh] = ['the key of last year, of 32 bytes', 'the key of this year, of 32 bytes'];
    const change = { database, sites: [intranet] };
    const kits = async (settings: object, work: (kit: IncidentKit) => Promise<void>) => {
      const kit = createIncidentKit({ ...change, ...settings });
      await work(kit).finally(() => kit.close());
    };
    const answers = (kit: IncidentKit, who: Who) =>
      codeOf(clientOf(kit.fetch, who, Date.now).incidents.list.query({})).catch(() => 'fine');
    const made: Record<string, string> = {};
    const add = (kit: IncidentKit, key: string) =>
      clientOf(kit.fetch, amir, Date.now)
        .sites.add.mutate({ site: { ...portal, key, tokens: {} } })
        .then(({ secret }) => {
          made[key] = secret?.value ?? '';
        });
    const at = (key: string) => through(made[key] ?? '', rosa, key);
    await kits({}, (kit) => add(kit, 'pk_plain'));
    await kits({ secretsKey: old }, (kit) => add(kit, 'pk_old'));
    await kits({ secretsKey: 'a key that somebody has lost, alas' }, (kit) => add(kit, 'pk_lost'));
    // Both keys: what was sealed before is read, and what is made is sealed with the new one.
    await kits({ secretsKey: fresh, oldSecretsKeys: [old] }, async (kit) => {
      expect(await answers(kit, at('pk_old'))).toBe('fine');
      await add(kit, 'pk_fresh');
    });
    const store = await testStore(database);
    const seal = new SecretSeal(fresh, [old]);
    const sites = new SiteDirectory([], { seal, now: Date.now });
    const stamp = () => ({ at: Date.now(), actor: systemActor, actorName: null });
    const admin = { store, sites, stamp, now: Date.now };
    const unreadable = [{ site: 'pk_lost', secret: 's1' }];
    expect(await resealSecrets(admin)).toEqual({ resealed: 2, current: 1, unreadable });
    expect(await resealSecrets(admin)).toEqual({ resealed: 0, current: 3, unreadable });
    const none = new SiteDirectory([], { seal: new SecretSeal(null), now: Date.now });
    await expect(resealSecrets({ ...admin, sites: none })).rejects.toThrow('no key to seal with');
    // From then on the old key is of no use.
    await kits({ secretsKey: fresh }, async (kit) => {
      for (const key of ['pk_plain', 'pk_old', 'pk_fresh']) {
        expect(await answers(kit, at(key))).toBe('fine');
      }
      expect(await answers(kit, at('pk_lost'))).toBe('token-keys-unavailable');
    });
    await kits({ secretsKey: old }, async (kit) => {
      expect(await answers(kit, at('pk_old'))).toBe('token-keys-unavailable');
    });
  });

  test('API-5 ACC-20: bad input is refused with a code, and changes nothing', async () => {
    const { admin, as } = await withPortal();
    const add = (change: object) =>
      admin.add.mutate({ site: { ...portal, key: 'pk_x', ...change } });
    const fieldOf = async (change: object) => {
      const { code, fields } = await refusalOf(add(change));
      return [code, fields[0]?.path.slice(1).join('.'), fields[0]?.code];
    };
    expect(await fieldOf({ origins: ['https://portal.example/'] })).toEqual([
      'invalid-input',
      'origins.0',
      'invalid',
    ]);
    expect(await fieldOf({ key: 'portal' })).toEqual(['invalid-input', 'key', 'wrong-format']);
    expect(await fieldOf({ highestRole: 'root' })).toEqual([
      'invalid-input',
      'highestRole',
      'not-offered',
    ]);
    expect(await fieldOf({ secret: 'x' })).toEqual(['invalid-input', 'secret', 'unknown-field']);
    expect(await fieldOf({ tokens: { secrets: ['x'] } })).toEqual([
      'invalid-input',
      'tokens.secrets',
      'unknown-field',
    ]);
    expect(await fieldOf({ elements: { 'sla-badge': { incident: 'INC-1' } } })).toEqual([
      'invalid-input',
      'elements.sla-badge.incident',
      'not-offered',
    ]);
    expect(await fieldOf({ elements: { 'no-such': {} } })).toEqual([
      'invalid-input',
      'elements.no-such',
      'not-offered',
    ]);
    expect(await fieldOf({ form: { hide: ['impact'] } })).toEqual([
      'invalid-input',
      'elements.incident-report.impact',
      'required',
    ]);
    expect(await fieldOf({ name: '\u200b' })).toEqual(['invalid-input', 'name', 'required']);
    expect(await codeOf(add({ key: portal.key }))).toBe('site-exists');
    expect(await codeOf(add({ key: closed.key }))).toBe('site-exists');
    expect(await codeOf(admin.get.query({ site: 'pk_none' }))).toBe('site-not-found');
    expect(await codeOf(admin.rotate.mutate({ site: 'pk_none' }))).toBe('site-not-found');
    await add({});
    expect(await codeOf(admin.rotate.mutate({ site: 'pk_x' }))).toBe('site-has-no-secret');
    expect(await codeOf(as(grace).sites.list.query())).toBe('not-allowed');
    expect((await admin.list.query()).sites).toHaveLength(4);
  });
});

describe('sites as an instance knows them', () => {
  test('ACC-23 LIVE-9: when the log is another than it was, who listens is told of each that is not as it was', () => {
    const [file, other] = [intranet, closed].map((each) => siteSchema.parse(each));
    const sites = directoryOf(file as Site, other as Site);
    const state = (key: string, version: number, more: object = {}) => ({
      state: {
        key,
        version,
        isEnabled: true,
        site: { key, name: 'Portal', origins: [] },
        secrets: [],
        fileSecretsEndAt: null,
        ...more,
      },
      kept: new Map<number, string>(),
    });
    const told: [string, boolean][] = [];
    sites.onChange(({ key, isEnabled }) => told.push([key, isEnabled]));
    sites.replace([state('pk_portal', 3), state(closed.key, 2, { isEnabled: false })]);
    expect(told.splice(0)).toEqual([
      [closed.key, false],
      ['pk_portal', true],
    ]);
    // An older version that comes late is none.
    sites.put(state('pk_portal', 2).state, new Map());
    expect(told).toEqual([]);
    sites.replace([]);
    expect(told.splice(0)).toEqual([
      [closed.key, true],
      ['pk_portal', false],
    ]);
    expect([sites.get('pk_portal'), sites.get(closed.key)?.version]).toEqual([undefined, 0]);
    // What a later version of the kit says of a site, and this one does not know, is not passed over.
    sites.put(state(closed.key, 1, { site: { unheardOf: true } }).state, new Map());
    expect(sites.get(closed.key)?.isEnabled).toBe(false);
  });
});
