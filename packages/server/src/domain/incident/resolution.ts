/** How an incident ended, in the terms that service desks report by. */
export const resolutionCodes = [
  'fixed',
  'workaround',
  'no-fault-found',
  'user-guidance',
  'third-party',
  'duplicate',
] as const;

/** What a person can say of how it ended. */
export type ChosenResolution = (typeof resolutionCodes)[number];

/** Or that all its alerts were over: nobody says that by hand. */
export type ResolutionCode = ChosenResolution | 'alert-ended';
