import { expect, test } from 'vitest';
import { closed, intranet, report, rosa, testKit } from '../support/kit.ts';

const target = `/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}`;

interface Asked {
  host?: string;
  key?: string;
  origin?: string;
}

/** Who is refused, and how, whatever has been kept for whom. */
const refused: [Asked, number][] = [
  [{}, 401],
  [{ key: 'pk_nobody' }, 401],
  [{ key: closed.key }, 401],
  [{ key: intranet.key, origin: 'https://evil.example' }, 403],
  [{ key: intranet.key, host: 'evil.example' }, 421],
  [{ key: intranet.key, host: 'evil.example', origin: 'http://evil.example' }, 421],
];

test('ACC-2 ACC-15 ACC-16: the same address asked with another key, origin or host is judged anew, kept or not', async () => {
  const { kit, as } = testKit({ publicUrl: 'https://kit.example' });
  await as({ ...rosa, origin: 'https://kit.example' })
    .incidents.report.mutate(report())
    .catch(() => undefined);
  const ask = async ({ host = 'kit.example', key, origin }: Asked, path = target) => {
    const response = await kit.fetch(
      new Request(`https://${host}${path}`, {
        headers: { ...(key && { 'x-incident-kit-key': key }), ...(origin && { origin }) },
      }),
    );
    const text = await response.text();
    expect(response.headers.get('cache-control')).toMatch(/no-store|private/);
    expect(response.status < 400).toBe(text.includes('"badges"') || text.includes('<svg'));
    return response.status;
  };
  const picture = '/badges/incident/INC-1.svg';
  for (let round = 0; round < 3; round += 1) {
    for (const [asked, status] of refused) {
      expect(await ask(asked), JSON.stringify(asked)).toBe(status);
      expect(await ask({ key: intranet.key })).toBe(200);
      expect(await ask({ key: intranet.key, origin: 'https://intranet.example' })).toBe(200);
      expect(await ask(asked, picture), JSON.stringify(asked)).toBe(status);
    }
  }
});
