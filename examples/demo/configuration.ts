import type { Documents } from '@incident-kit/server/domain';
import { catalogue } from './catalogue.ts';

/** How Veldmoor's desk works, as it was set up on its first day. */
export const configuration: Partial<Documents> = { catalogue };
