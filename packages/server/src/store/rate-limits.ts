import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limiter, RateWindow } from './port/store.ts';

/** Counts in the memory of this process. */
export function limiterInMemory(name: string, { max, seconds }: RateWindow): Limiter {
  return limiterBy(new RateLimiterMemory({ keyPrefix: name, points: max, duration: seconds }));
}

export function limiterBy(limiter: RateLimiterAbstract): Limiter {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, refused.msBeforeNext);
      }
    },
    async count(key) {
      return (await limiter.get(key))?.consumedPoints ?? 0;
    },
  };
}
