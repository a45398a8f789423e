import { expect, test } from 'vitest';
import {
  base,
  grace,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
} from '../support/kit.ts';

const other = { ...intranet, key: 'pk_other', name: 'Other', origins: ['https://other.example'] };
const services = [
  { id: 'mail', name: 'Mail' },
  { id: 'wifi', name: 'Wi-Fi' },
];
const statusPage = { ...other, key: 'pk_status', badges: { services: ['mail'] } };
const wallboard = { ...other, key: 'pk_wall', badges: { incidents: 'all' as const } };

test('ACC-17: a site shows badges of what was reported through it, and of what it says besides', async () => {
  const { kit, as, clock } = testKit({
    sites: [intranet, other, statusPage, wallboard],
    configuration: { catalogue: { services, categories: [] } },
  });
  await as(rosa).incidents.report.mutate(report({ service: 'mail' }));
  await as(rosa).incidents.report.mutate(report({ service: 'wifi' }));
  await as({ ...rosa, site: other }).incidents.report.mutate(report({ service: 'wifi' }));
  const incidents = ['INC-1', 'INC-2', 'INC-3', 'INC-4'];
  const shown = async (who: Parameters<typeof as>[0]) => {
    const { badges } = await as(who).badges.get.query({ incidents });
    return incidents.filter((each) => badges[each] !== null);
  };
  // Twice, and in turns: the second time they are kept.
  for (let round = 0; round < 3; round += 1) {
    expect(await shown(visitor)).toEqual(['INC-1', 'INC-2']);
    expect(await shown(rosa)).toEqual(['INC-1', 'INC-2']);
    expect(await shown({ site: other })).toEqual(['INC-3']);
    expect(await shown({ ...rosa, site: other })).toEqual(['INC-3']);
    expect(await shown({ site: statusPage })).toEqual(['INC-1']);
    expect(await shown({ site: wallboard })).toEqual(['INC-1', 'INC-2', 'INC-3']);
    expect(await shown({ ...grace, site: other })).toEqual(['INC-1', 'INC-2', 'INC-3']);
    clock.now += 1_000;
  }
  // What is another site's is told from what there is not in no way.
  const answers = ['INC-1', 'INC-4'].map(async (incident) => {
    const picture = await kit.fetch(
      new Request(`${base}/badges/incident/${incident}.svg?key=pk_other`),
    );
    const headers = { 'x-incident-kit-key': 'pk_other' };
    const stream = await kit.fetch(
      new Request(`${base}/live?topics=badge:${incident}`, { headers }),
    );
    const texts = [await picture.text(), await stream.text()];
    return [picture.status, stream.status, ...texts.map((text) => text.replaceAll(incident, '…'))];
  });
  const [hidden, missing] = await Promise.all(answers);
  expect(hidden).toEqual(missing);
  const asked = as({ site: other }).incidents.get.query({ incident: 'INC-1' });
  expect((await refusalOf(asked)).code).toBe('sign-in-required');
});
