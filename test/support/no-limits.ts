import { Intake } from '../../packages/server/src/access/limits/intake.ts';
import { limitsSchema } from '../../packages/server/src/access/limits/settings.ts';
import { limiterInMemory } from '../../packages/server/src/store/rate-limits.ts';

const many = { max: 10_000_000, seconds: 60 };

/** For whoever has to ask more than anybody would, and is not there to try the limits. */
export const noLimits = {
  anonymousReports: [],
  receiptChanges: [],
  signedInChanges: [],
  uploads: [],
  wrongCredentials: [],
  anonymousCalls: many,
  deliveries: many,
  proofOfWork: { above: many },
  fastestReportSeconds: 0,
  streams: { perAddress: 100_000, total: 100_000 },
  connections: { perAddress: 100_000, total: 100_000 },
  overloadMs: 60_000,
};

/** Takes everything. */
export function openIntake(now: () => number): Intake {
  const settings = limitsSchema.parse(noLimits);
  return new Intake(settings, { secret: 'of nobody', make: limiterInMemory, now });
}

/** Never has too much to do. */
export const neverOverloaded = { assertNotOverloaded: () => undefined };
