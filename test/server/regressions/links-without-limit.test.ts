import {
  actions,
  allowedActions,
  decideLink,
  decideUnlink,
  limits,
} from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { desk, SimulatedIncident } from '../../support/simulate-incidents/simulated-incident.ts';
import { documents, rules } from '../support/configured.ts';
import { refusalOf } from '../support/kit.ts';
import { reported } from '../support/reported.ts';

const linkTo = (name: number) => ({ kind: 'problem', target: `PRB-${name}` }) as const;
const anyone = { may: () => true, hasJoined: false };

test('INC-23: an incident has so many links, and one more is refused', async () => {
  const { desk, incident, get } = await reported();
  for (let name = 0; name < limits.links; name += 20) {
    const some = Array.from({ length: 20 }, (_, index) => name + index);
    await Promise.all(some.map((each) => desk.link.mutate({ incident, ...linkTo(each) })));
  }
  const before = await get();
  expect(before.incident.links).toHaveLength(limits.links);
  expect(before.may).not.toContain('link');
  const refusal = await refusalOf(desk.link.mutate({ incident, ...linkTo(5_000) }));
  expect(refusal).toMatchObject({
    code: 'link-not-possible',
    httpStatus: 409,
    message:
      'INC-1 has 100 links; there can be 100. Remove one that nobody needs any more, or link the other ' +
      'incident to this one.',
    details: { why: 'too-many', incident, target: 'PRB-5000', max: 100 },
    fields: [{ path: ['target'] }],
  });
  // One that is there is there, and one that goes makes room.
  expect((await refusalOf(desk.link.mutate({ incident, ...linkTo(7) }))).code).toBe(
    'nothing-changed',
  );
  await desk.unlink.mutate({ incident, ...linkTo(7) });
  expect((await get()).may).toContain('link');
  await desk.link.mutate({ incident, ...linkTo(5_000) });
});

test('INC-23: an incident of before that has more works as it did, and links can be removed', () => {
  const full = new SimulatedIncident(documents, 0);
  for (let name = 0; name < 3_000; name += 1) {
    full.do(name, desk, () => ({ type: 'incident.linked', data: linkTo(name), personal: {} }));
  }
  expect(full.state.links).toHaveLength(3_000);
  const may = allowedActions(full.state, rules, anyone);
  expect(may).not.toContain('link');
  expect(actions.filter((each) => !may.includes(each))).not.toContain('resolve');
  expect(() => decideLink(full.state, linkTo(5_000), [])).toThrow('INC-1 has 3000 links');
  for (let name = 0; name < 2_900; name += 1) {
    expect(full.do(3_000 + name, desk, (state) => decideUnlink(state, linkTo(name)))).toBe(true);
  }
  expect(full.state.links).toHaveLength(limits.links);
  full.do(9_000, desk, (state) => decideUnlink(state, linkTo(2_999)));
  expect(allowedActions(full.state, rules, anyone)).toContain('link');
});
