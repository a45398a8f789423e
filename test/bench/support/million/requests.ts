import { SignJWT } from 'jose';
import { createIncidentKit } from '../../../../packages/server/src/kit.ts';
import { noLimits } from '../../../support/no-limits.ts';
import { longest, site } from '../../../support/simulate-incidents/year.ts';
import type { Question } from './questions.ts';

const secret = 'a secret that is longer than 32 bytes';

/** Some of the same questions, as requests to a kit in this process. */
export async function requestsTo(
  url: string,
  incidents: number,
  now: () => number,
): Promise<{ questions: Question[]; close(): Promise<void> }> {
  const kit = createIncidentKit({
    database: url,
    sites: [{ key: site, name: 'Bench', origins: [], secret, highestRole: 'admin' }],
    limits: noLimits,
    now,
  });
  const iat = Math.floor(now() / 1_000);
  const token = await new SignJWT({ name: 'Ada', role: 'agent' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('network-ada')
    .setAudience('incident-kit')
    .setIssuer(site)
    .setIssuedAt(iat)
    .setExpirationTime(iat + 600)
    .sign(new TextEncoder().encode(secret));
  const headers = { 'x-incident-kit-key': site, authorization: `Bearer ${token}` };
  const get = async (procedure: string, input: object) => {
    const query = encodeURIComponent(JSON.stringify(input));
    const request = new Request(`http://bench/trpc/${procedure}?input=${query}`, { headers });
    const response = await kit.fetch(request);
    const answer = await response.text();
    if (!response.ok) throw new Error(answer);
  };
  // By a step that meets every incident once.
  const any = (index: number) => `INC-${1 + ((index * 7_919) % incidents)}`;
  const forty = (index: number) => Array.from({ length: 40 }, (_, each) => any(index * 40 + each));
  const questions: [string, (index: number) => Promise<void>][] = [
    ['queue: first page', () => get('incidents.list', {})],
    ['one incident with its clocks', (index) => get('incidents.get', { incident: any(index) })],
    ['40 badges', (index) => get('badges.get', { incidents: forty(index) })],
    ['timeline of ten events', (index) => get('incidents.timeline', { incident: any(index) })],
    [
      'timeline of 1,000 events',
      () => get('incidents.timeline', { incident: `INC-${longest(incidents)}` }),
    ],
  ];
  return {
    questions: questions.map(([name, ask]) => ({ name: `as a request: ${name}`, ask })),
    close: () => kit.close(),
  };
}
