import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '../../examples/demo/catalogue.ts';
import { root } from './root.ts';

export interface DemoSettings {
  /** The file to give to `incident-kit serve --config`. */
  file: string;
  siteKey: string;
  /** Shared by the kit and the demo's host server, which signs people's tokens with it. */
  secret: string;
}

/**
 * Writes the kit's settings for the demo into data/, which git ignores. The secret is made at the
 * first start and kept, so that receipts and sessions survive a restart.
 */
export async function writeDemoSettings(options: {
  publicUrl: string;
  hostOrigins: string[];
}): Promise<DemoSettings> {
  const folder = join(root, 'data');
  const file = join(folder, 'demo.json');
  const siteKey = 'pk_demo';
  await mkdir(folder, { recursive: true });
  const before = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  const secret: string = before?.sites?.[0]?.secret ?? randomBytes(32).toString('base64url');
  const settings = {
    publicUrl: options.publicUrl,
    sites: [
      {
        key: siteKey,
        name: 'Veldmoor (the demo)',
        origins: options.hostOrigins,
        secret,
        anonymous: { report: true, badges: true },
      },
    ],
    catalogue,
  };
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(file, 0o600);
  return { file, siteKey, secret };
}
