import { publicPosition } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { base, grace, refusalOf, report } from './support/kit.ts';
import { listen } from './support/live.ts';
import { codeOf, portal, through, withPortal } from './support/portal.ts';

/** As JSON. Positions have as many digits as instants. */
const withoutPositions = (value: unknown) =>
  JSON.stringify(value, (name, each) => (name === 'seq' ? undefined : each));

describe('what a site says of its form, badges and elements', () => {
  test('ACC-25: its form offers the services and fields that it says, and takes no others', async () => {
    const { as, admin, secret, added } = await withPortal({
      anonymous: { report: true },
      form: { services: ['email'], hide: ['category', 'impact'] },
      elements: { 'incident-report': { impact: 'low', heading: 'Tell us' } },
    });
    const visits = as({ site: portal });
    const form = await visits.forms.report.query();
    expect(form.services.map(({ id }) => id)).toEqual(['email']);
    expect(form.categories).toEqual([]);
    expect(form.elements).toEqual({
      'incident-report': { impact: 'low', heading: 'Tell us', hide: 'category impact' },
    });
    const send = (service: string, client = visits) =>
      client.incidents.report.mutate(report({ service }));
    await send('email');
    expect(await refusalOf(send('wifi'))).toMatchObject({
      code: 'invalid-input',
      fields: [{ path: ['service'], code: 'not-offered' }],
    });
    expect(await codeOf(send('wifi', as(through(secret))))).toBe('invalid-input');
    // What the page is about may be said, though it is not asked for.
    const defaults = { service: 'wifi' };
    await admin.change.mutate({ site: { ...added.site, defaults }, basedOn: 1 });
    await send('wifi');
    // The desk’s own form is the whole catalogue.
    expect((await as(grace).forms.report.query()).services).toHaveLength(3);
    await send('wifi', as(grace));
  });

  test('ACC-26: its badges tell no more than it says: read, kept, as pictures and live', async () => {
    const { kit, clock, as, admin, added } = await withPortal({
      anonymous: { report: true, badges: true },
      badges: { priority: false },
    });
    const visits = as({ site: portal });
    await visits.incidents.report.mutate(report());
    const read = async (client = visits) =>
      (await client.badges.get.query({ incidents: ['INC-1'] })).badges['INC-1'];
    /** As the elements ask, so that what is kept answers. */
    const plain = async () => {
      const input = encodeURIComponent('{"incidents":["INC-1"]}');
      const response = await kit.fetch(
        new Request(`${base}/trpc/badges.get?input=${input}&key=${portal.key}`),
      );
      return (await response.json()).result.data.badges['INC-1'];
    };
    const picture = async () =>
      (await kit.fetch(new Request(`${base}/badges/incident/INC-1.svg?key=${portal.key}`))).text();
    const whole = await read(as(grace));
    expect(whole?.priority).toMatch(/^P\d$/);
    for (const badge of [await read(), await plain(), await plain()]) {
      expect(badge).toEqual({ ...whole, seq: publicPosition(1), priority: null });
    }
    expect(await picture()).toContain('Due in');
    const seq = whole?.seq ?? 0;
    const stream = await listen(
      { kit, clock, as },
      { site: portal },
      { 'badge:INC-1': publicPosition(1) },
    );
    const desk = await listen({ kit, clock, as }, grace, { 'badge:INC-1': seq });
    for (const each of [stream, desk]) expect((await each.next())?.event).toBe('hello');
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const [told] = await stream.changes(1);
    expect(told).toMatchObject({ badge: { priority: null, status: { id: 'in-progress' } } });
    expect(await desk.changes(1)).toMatchObject([{ badge: { priority: whole?.priority } }]);

    // Only the status.
    const badges = { ...added.site.badges, priority: false, clocks: false };
    await admin.change.mutate({ site: { ...added.site, badges }, basedOn: 1 });
    const name = (await read(as(grace)))?.status.name ?? '';
    for (const badge of [await read(), await plain(), await plain()]) {
      expect(badge).toMatchObject({
        priority: null,
        label: name,
        clocks: { resolution: { state: 'none' } },
      });
      expect(withoutPositions(badge)).not.toMatch(/\d{10}/);
    }
    expect(await picture()).toContain(`INC-1 · ${name}<`);
    const bare = await listen({ kit, clock, as }, { site: portal }, { 'badge:INC-1': 0 });
    const [missed] = await bare.changes(1);
    expect(withoutPositions(missed)).not.toMatch(/\d{10}/);
  });

  test('ACC-27: answers say what the site says of elements, to everybody who comes through it', async () => {
    const elements = {
      'sla-badge': { variant: 'ring' },
      'incident-timeline': { 'heading-level': '3' },
    };
    const properties = {
      'sla-badge': { variant: 'ring' },
      'incident-timeline': { headingLevel: '3' },
    };
    const { kit, as, secret } = await withPortal({
      anonymous: { report: true, badges: true },
      elements,
      highestRole: 'agent',
    });
    await as({ site: portal }).incidents.report.mutate(report());
    const desk = as(through(secret, grace));
    const told = [
      await as({ site: portal }).forms.report.query(),
      await desk.incidents.timeline.query({ incident: 'INC-1' }),
      await desk.matrix.current.query(),
      await desk.badges.get.query({ incidents: ['INC-1'] }),
    ];
    for (const each of told) expect(each.elements).toEqual(properties);
    const input = encodeURIComponent('{"incidents":["INC-1"]}');
    for (let each = 0; each < 3; each += 1) {
      const response = await kit.fetch(
        new Request(`${base}/trpc/badges.get?input=${input}&key=${portal.key}`),
      );
      expect((await response.json()).result.data.elements).toEqual(properties);
    }
    expect(await as(grace).matrix.current.query()).not.toHaveProperty('elements');
  });
});
