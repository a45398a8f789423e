import type { SignedLinks } from '../../access/signed-links.ts';
import type { Store } from '../../store/port/store.ts';
import { reporterBehind } from './reporter-links.ts';

interface Stopping {
  store: Store;
  links: SignedLinks;
  now(): number;
}

/** Whether whoever has a link is told by mail of what they report; null for a link that has ended. */
export async function areMailsWanted(
  { store, links, now }: Stopping,
  token: string,
): Promise<boolean | null> {
  const id = reporterBehind(links, { token, now: now() });
  if (id === null) return null;
  return (await store.read(({ subscribers }) => subscribers.get(id)))?.state !== 'left';
}

/**
 * Ends the mails to a reporter, or begins them again. What is kept of it has no address.
 * @returns whether the link was good
 */
export async function wantMails(
  { store, links, now }: Stopping,
  token: string,
  isWanted: boolean,
): Promise<boolean> {
  const id = reporterBehind(links, { token, now: now() });
  if (id === null) return false;
  const at = now();
  const state = isWanted ? 'on' : 'left';
  // Who wants them is as who has never said anything, and is forgotten.
  const endsAt = isWanted ? at : null;
  await store.write(({ subscribers }) =>
    subscribers.keep({ id, site: '', service: '', address: '', state, at, endsAt }),
  );
  return true;
}
