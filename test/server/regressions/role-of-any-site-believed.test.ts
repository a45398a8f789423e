import { expect, test } from 'vitest';
import { amir, grace, intranet, refusalOf, report, rosa, testKit } from '../support/kit.ts';

const portal = {
  key: 'pk_portal',
  name: 'Portal',
  origins: ['https://portal.example'],
  secret: 'Zq7mP4xTnB2vK9sW6cL1yR8dH3fJ5gAe',
};
const helpdesk = {
  ...portal,
  key: 'pk_helpdesk',
  secret: 'Tn4xB7vZq2mP9sK6wL1cY8rD3hF5jGeA',
  highestRole: 'agent' as const,
};

test('ACC-10: who signs for a site gives nobody a higher role than the site may claim', async () => {
  const { as } = testKit({ sites: [intranet, portal, helpdesk] });
  await as(rosa).incidents.report.mutate(report());
  const refused = async (who: Parameters<typeof as>[0]) => {
    const { code, httpStatus, details } = await refusalOf(as(who).incidents.list.query({}));
    return [code, httpStatus, details?.['why']];
  };
  // Without a word of it, whoever signs for a site has reporters there, and those see their own.
  expect((await as({ ...rosa, site: portal }).incidents.list.query({})).incidents).toEqual([]);
  expect(await refused({ ...grace, site: portal })).toEqual([
    'token-invalid',
    401,
    'role-too-high',
  ]);
  expect(await refused({ ...amir, site: portal })).toEqual(['token-invalid', 401, 'role-too-high']);
  expect((await as({ ...grace, site: helpdesk }).incidents.list.query({})).incidents).toHaveLength(
    1,
  );
  expect(await refused({ ...amir, site: helpdesk })).toEqual([
    'token-invalid',
    401,
    'role-too-high',
  ]);
});
