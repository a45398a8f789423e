import type { ReadDelivery } from '../../domain/signal/signal.ts';
import { instantOf, signalOf } from '../reading/signal-of.ts';
import type { EmailMessage } from './message.ts';

/** What mail programs put before a subject. */
const replied = /^(re|fwd?|aw|wg)\s*:\s*/iu;
const over = '(resolved|recovery|recovered|ok|closed|up)';
const firing = '(firing|problem|alert|alarm|triggered|warning|critical|error|down|open)';
/** `[RESOLVED]`, `[FIRING:2]`, `OK:`, `Resolved in 5m:` */
const saysOver = new RegExp(`^(\\[${over}(:\\d+)?\\]|${over}( in [^:]{1,40})?:)\\s*`, 'iu');
const saysFiring = new RegExp(`^(\\[${firing}(:\\d+)?\\]|${firing}:)\\s*`, 'iu');

/** An email whose subject says what alerts and, before that, whether it still does. */
export function toSignals(message: EmailMessage): ReadDelivery {
  const { subject, text, date, from, messageId } = message;
  const { rest, isOver } = withoutState(subject);
  const signal = signalOf({
    key: rest.slice(0, 500),
    state: isOver ? 'resolved' : 'firing',
    at: instantOf(date),
    title: rest,
    text: text === '' ? undefined : text.slice(0, 2_000),
    labels: { from },
  });
  return { ...(messageId === null ? {} : { deliveryId: messageId }), signals: [signal] };
}

function withoutState(subject: string): { rest: string; isOver: boolean } {
  let rest = subject;
  let isOver = false;
  for (;;) {
    const shorter = [replied, saysOver, saysFiring].reduce((left, words) => {
      if (words === saysOver && words.test(left)) isOver = true;
      return left.replace(words, '');
    }, rest);
    if (shorter === rest) return { rest, isOver };
    rest = shorter;
  }
}
