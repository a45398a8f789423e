import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import { post, refusedBy } from '../../outbound/post.ts';

/** A service for telephones, as the settings have it. */
interface TelephoneService {
  url: string;
  account: string;
  token: string;
  allowPrivateAddresses: boolean;
}

/** Sends a form as Twilio takes it, which has no place for an id: when the answer is lost, it is sent twice. */
export async function sendForm(
  { url, account, token, allowPrivateAddresses }: TelephoneService,
  fields: Record<string, string>,
  now: number,
): Promise<TryOutcome> {
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  const answer = await post(url, {
    body: new URLSearchParams(fields).toString(),
    allowPrivateAddresses,
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
  });
  if (!('status' in answer)) return answer;
  if (answer.status >= 200 && answer.status < 300) return { sent: true };
  // 400 is of what was sent, as a number that there is not; anything else may be put right.
  return { ...refusedBy(answer, now), isFinal: answer.status === 400 };
}
