import { expect, test } from 'vitest';
import { base, report, rosa, testKit } from '../support/kit.ts';

test('ACC-16: a picture of a badge is for pages of the site, also where none says its origin', async () => {
  const { kit, as } = testKit();
  await as(rosa).incidents.report.mutate(report());
  const picture = async (headers: Record<string, string>, key = '?key=pk_intranet') => {
    const address = `${base}/badges/incident/INC-1.svg${key}`;
    return (await kit.fetch(new Request(address, { headers }))).status;
  };
  const crossSite = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' };
  expect(await picture({})).toBe(200);
  expect(await picture({ ...crossSite, referer: 'https://intranet.example/page?a=b' })).toBe(200);
  expect(await picture({ ...crossSite, referer: 'https://evil.example/' })).toBe(403);
  expect(await picture({ ...crossSite, referer: 'https://intranet.example.evil.example/' })).toBe(
    403,
  );
  expect(await picture({ ...crossSite, referer: 'no address' })).toBe(403);
  expect(await picture(crossSite)).toBe(403);
  expect(await picture({ ...crossSite, 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await picture({ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' })).toBe(200);
  // Somebody follows a link to it.
  expect(await picture({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' })).toBe(200);
});

test('ACC-16: no shared cache keeps an answer for whoever comes next', async () => {
  const { kit, as } = testKit();
  await as(rosa).incidents.report.mutate(report());
  const key = { 'x-incident-kit-key': 'pk_intranet' };
  const badges = `/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}`;
  for (const path of ['/badges/incident/INC-1.svg', badges, '/trpc/forms.report', '/healthz']) {
    for (const headers of [key, {}]) {
      const response = await kit.fetch(new Request(base + path, { headers }));
      expect(response.headers.get('cache-control'), path).toMatch(
        /^(no-store|private, max-age=30)$/,
      );
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff');
      if (path.endsWith('.svg') && response.ok) {
        expect(response.headers.get('vary')).toMatch(/x-incident-kit-key/);
      }
    }
  }
});
