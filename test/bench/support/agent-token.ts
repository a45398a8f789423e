import { SignJWT } from 'jose';
import { siteKey } from './servers.ts';

/** What the host page's own server and the kit's share, where benches sign in. */
export const secret = 'a secret of the benches, long enough for any';

/** A token, by default an agent's, as the host page's own server signs it each time it is asked; as what `/token` answers. */
export async function agentToken(role = 'agent'): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ name: 'Bench', role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`bench-${role}`)
    .setAudience('incident-kit')
    .setIssuer(siteKey)
    .setIssuedAt(now)
    .setExpirationTime(now + 600)
    .sign(new TextEncoder().encode(secret));
  return JSON.stringify({ token });
}
