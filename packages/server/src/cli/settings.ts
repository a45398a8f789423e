import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Settings, type SettingsInput, settingsSchema } from '../settings.ts';
import { leaveOut } from './crash.ts';
import { UsageError } from './usage.ts';

/**
 * The settings file; nothing when none is named, here or in the environment.
 * @throws UsageError
 */
export async function readSettings(path = process.env.INCIDENT_KIT_CONFIG): Promise<SettingsInput> {
  if (!path) return {};
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The settings file ${path} cannot be read.`);
  });
  try {
    const settings: SettingsInput = JSON.parse(text);
    leaveOut(settings);
    settingsSchema.parse(settings);
    return settings;
  } catch (error) {
    const wrong = error instanceof z.ZodError ? z.prettifyError(error) : whereIn(error);
    throw new UsageError(`The settings file ${path} is not valid:\n${wrong}`);
  }
}

/**
 * The settings that a server would have: the file's, and what the environment says besides.
 * @throws UsageError
 */
export async function settingsOf(values: { config?: string | undefined }): Promise<Settings> {
  return settingsSchema.parse({
    ...(await readSettings(values.config)),
    ...secretsKeyFrom(process.env),
  });
}

/** A key is better kept apart from other settings. */
export function secretsKeyFrom(env: NodeJS.ProcessEnv) {
  const { INCIDENT_KIT_SECRETS_KEY: secretsKey, INCIDENT_KIT_OLD_SECRETS_KEY: old } = env;
  return { ...(secretsKey && { secretsKey }), ...(old && { oldSecretsKeys: [old] }) };
}

export const databaseOptions = {
  database: { type: 'string' },
  config: { type: 'string' },
} as const;

/**
 * The database that a command is about, as the server finds it: named on the command line, in the
 * environment or in the settings file, or the one that there is when nothing is said.
 * @throws UsageError
 */
export async function databaseOf(values: {
  database?: string | undefined;
  config?: string | undefined;
}): Promise<string> {
  const named = values.database ?? process.env.DATABASE_URL;
  leaveOut(named);
  if (named) return named;
  return settingsSchema.parse(await readSettings(values.config)).database;
}

/** The place alone: what V8 shows of the text around it may be a secret. */
function whereIn(error: unknown): string {
  const [where] = /at position \d+.*$/.exec((error as Error).message) ?? [];
  return where === undefined ? 'It is no JSON.' : `It is no JSON ${where}.`;
}
