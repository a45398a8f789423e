import type { ChosenResolution, ResolutionCode } from '@incident-kit/server/domain';

/** What somebody can choose of how an incident ended, in words: alerts end by themselves. */
export function choicesOf(codes: Record<ResolutionCode, string>): [ChosenResolution, string][] {
  const all = Object.entries(codes) as [ResolutionCode, string][];
  return all.filter((each): each is [ChosenResolution, string] => each[0] !== 'alert-ended');
}
