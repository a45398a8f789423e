import type { SignedLinks } from '../../access/signed-links.ts';

/** How long a subscription can be confirmed, milliseconds. */
export const confirmableMs = 2 * 24 * 60 * 60_000;
/** How long the link in a mail ends what it is of, milliseconds: mails are kept, and read late. */
const leavableMs = 400 * 24 * 60 * 60_000;

/** What a link does to a subscription. */
export type SubscriptionStep = 'confirm' | 'leave';

/**
 * @param at when what the mail tells of happened, epoch milliseconds: sent again, it is the same mail
 */
export function subscriptionLink(
  links: SignedLinks,
  step: SubscriptionStep,
  { id, at }: { id: string; at: number },
): string {
  const endsAt = at + (step === 'confirm' ? confirmableMs : leavableMs);
  return `${links.base}/subscriptions/${step}/${links.sign(purposeOf(step), id, endsAt)}`;
}

/** The id of the subscription that a link is of; null when it is not one of ours, or has ended. */
export function subscriptionBehind(
  links: SignedLinks,
  step: SubscriptionStep,
  { token, now }: { token: string; now: number },
): string | null {
  return links.verify(purposeOf(step), token, now);
}

function purposeOf(step: SubscriptionStep): string {
  return `${step} subscription`;
}
