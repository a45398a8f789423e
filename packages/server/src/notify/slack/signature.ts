import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the other side's clock may be from ours, seconds. */
const tolerance = 5 * 60;

/** Whether Slack has signed a request, and lately. @param now epoch milliseconds */
export function isSigned(
  secret: string,
  { headers, body }: { headers: Headers; body: string },
  now: number,
): boolean {
  const seconds = headers.get('x-slack-request-timestamp') ?? '';
  const given = Buffer.from(headers.get('x-slack-signature') ?? '');
  const ageSeconds = Math.floor(now / 1_000) - Number(seconds);
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(ageSeconds) > tolerance) return false;
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  const expected = Buffer.from(`v0=${hash}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
