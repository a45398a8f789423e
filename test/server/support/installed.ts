import { installedKinds } from '@incident-kit/server/domain';

/** The positions at the beginning of a log that the first versions of the documents take. */
export const installed = installedKinds.length;
