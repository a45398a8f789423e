import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncidentKitOptions } from '@incident-kit/server';
import { publicServices } from '../../examples/demo/catalogue.ts';
import { configuration } from '../../examples/demo/configuration.ts';
import { monitoring } from '../../examples/demo/monitoring.ts';
import { root } from './root.ts';

export interface DemoSettings {
  /** The file to give to `incident-kit serve --config`. */
  file: string;
  publicUrl: string;
  /** Without what the demo's incidents are made without: nobody is told outside what happened days ago. */
  configuration: IncidentKitOptions['configuration'];
  /** Of the sources of alerts. */
  sourceSecret: string;
  site: {
    key: string;
    name: string;
    origins: string[];
    /** Shared by the kit and the demo's host server, which signs people's tokens with it. */
    secret: string;
    /** The demo's host has people of each role. */
    highestRole: 'admin';
    anonymous: { report: boolean; badges: boolean };
  };
}

const folder = join(root, 'data');
const file = join(folder, 'demo.json');

/** What was last written. */
export async function readDemoSettings(): Promise<DemoSettings> {
  const { publicUrl, sites, sources } = JSON.parse(await readFile(file, 'utf8'));
  return { file, publicUrl, configuration, sourceSecret: sources[0].secret, site: sites[0] };
}

/**
 * Writes the kit's settings for the demo into data/, which git ignores. The secret is made at the
 * first start and kept, so that receipts and sessions survive a restart.
 */
export async function writeDemoSettings(options: {
  publicUrl: string;
  hostOrigins: string[];
}): Promise<DemoSettings> {
  await mkdir(folder, { recursive: true });
  const before = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  const secret: string = before?.sites?.[0]?.secret ?? randomBytes(32).toString('base64url');
  const { publicUrl, hostOrigins: origins } = options;
  const anonymous = { report: true, badges: true };
  const site = {
    key: 'pk_demo',
    name: 'Veldmoor (the demo)',
    origins,
    secret,
    highestRole: 'admin' as const,
    anonymous,
    // Besides what its own pages report: what the status page speaks of.
    badges: { services: publicServices, figures: true },
  };
  const sourceSecret: string = before?.sources?.[0]?.secret ?? randomBytes(32).toString('hex');
  const { documents, ...rest } = monitoring(origins[0] ?? publicUrl, sourceSecret);
  const settings = {
    ...{ publicUrl, sites: [site], ...rest },
    // Those that are not there yet are installed when the kit starts.
    configuration: { ...configuration, ...documents },
  };
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(file, 0o600);
  return { file, publicUrl, configuration, sourceSecret, site };
}
