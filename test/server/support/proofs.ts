import { createHash } from 'node:crypto';
import type { WorkChallenge } from '@incident-kit/server/domain';
import type { ErrorBody } from '../../../packages/server/src/api/errors.ts';

/** Does the work that a refusal asks for. @returns what to send as `proof` */
export async function solve({ details }: ErrorBody): Promise<string> {
  const { challenge, maxnumber, ...rest } = (details as { challenge: WorkChallenge }).challenge;
  for (let number = 0; number <= maxnumber; number += 1) {
    const digest = createHash('sha256').update(`${rest.salt}${number}`).digest('hex');
    if (digest === challenge) return btoa(JSON.stringify({ ...rest, challenge, number }));
  }
  throw new Error('There is no such number.');
}
