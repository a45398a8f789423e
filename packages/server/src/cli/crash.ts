import { Redactor, secretsIn } from '../access/redactor.ts';
import { KitError } from '../domain/errors.ts';
import { CannotOpen } from '../store/unavailable.ts';
import { UsageError } from './usage.ts';

/** What a command has come to know that nobody may read in what it prints about a failure. */
const redactor = new Redactor(
  secretsIn({
    database: process.env.DATABASE_URL,
    secretsKey: process.env.INCIDENT_KIT_SECRETS_KEY,
    oldSecretsKeys: [process.env.INCIDENT_KIT_OLD_SECRETS_KEY],
  }),
);

/** Has the secrets among these settings, and the passwords of addresses, left out of what is told of a failure. */
export function leaveOut(settings: unknown): void {
  redactor.add(secretsIn(settings));
}

/** What is told of a failure: a sentence where there is one, else where it happened and why. */
export function tell(error: unknown): string {
  const isTold =
    error instanceof KitError || error instanceof UsageError || error instanceof CannotOpen;
  return redactor.text(isTold ? error.message : stacksOf(error).join('\nCaused by: '));
}

function stacksOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const { stack = error.message, cause } = error;
  return cause === undefined || depth > 4 ? [stack] : [stack, ...stacksOf(cause, depth + 1)];
}
