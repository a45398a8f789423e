import type { Context } from 'hono';
import type { Caller } from '../access/caller.ts';
import { requestInfo } from './request-info.ts';
import type { Services } from './services.ts';

/** What it takes to act for somebody whom no token names, but a signed link or their chat. */
export function onBehalf(context: Context, { store, contextFor }: Services) {
  const request = requestInfo(context);
  return { store, contextFor: (caller: Caller) => contextFor(request, caller) };
}
