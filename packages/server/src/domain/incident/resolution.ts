/** How an incident ended, in the terms that service desks report by. */
export const resolutionCodes = [
  'fixed',
  'workaround',
  'no-fault-found',
  'user-guidance',
  'third-party',
  'duplicate',
] as const;

export type ResolutionCode = (typeof resolutionCodes)[number];
