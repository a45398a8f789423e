import { fingerprintOf, toPem } from '../audit/signature.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { signingKeyOf } from './signing-key.ts';
import { type Command, readArguments } from './usage.ts';

export const keys: Command = {
  usage: `incident-kit keys [--database URL]

  Prints the public key that exports of this database are signed with, and its fingerprint.
`,
  async run(args) {
    const { values } = readArguments(args, keys.usage, databaseOptions);
    const { publicKey } = await signingKeyOf(await databaseOf(values));
    process.stdout.write(`${toPem(publicKey)}${fingerprintOf(publicKey)}\n`);
    return 0;
  },
};
