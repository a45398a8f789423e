import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ClamAv } from '../../blobs/clamav.ts';
import { S3Blobs } from '../../blobs/s3.ts';
import type { AttachmentSettings } from '../../blobs/settings.ts';
import { folderBeside } from '../../store/folder-beside.ts';
import { type Finding, fine, problem, warning } from './finding.ts';

/** Whether files can be kept, and be looked at before. Nothing is written. */
export async function checkAttachments(
  database: string,
  settings: AttachmentSettings,
): Promise<Finding[]> {
  if (!settings.enabled) return [fine('files', 'Files are not taken.')];
  const { s3, folder, scanner } = settings;
  return [
    s3 ? await checkStore(s3) : await checkFolder(resolve(folder ?? folderBeside(database))),
    ...(scanner ? [await checkScanner(scanner)] : []),
  ];
}

async function checkFolder(folder: string): Promise<Finding> {
  const existing = await nearest(folder);
  const canWrite = await access(existing, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return canWrite
    ? fine('files', `Files are kept in ${folder}, which may be written by who runs this.`)
    : problem(
        'files',
        `Files are to be kept in ${folder}, and ${existing} may not be written by who runs this.`,
        'Give the folder to who runs the server, or name another in attachments.folder.',
      );
}

/** The folder, or the next above it that is there: the server makes the rest. */
async function nearest(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    ({ code }) => code !== 'ENOENT',
  );
  return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

async function checkStore(settings: NonNullable<AttachmentSettings['s3']>): Promise<Finding> {
  const where = `the bucket ${settings.bucket} at ${settings.endpoint}`;
  try {
    await new S3Blobs(settings).lengthOf('doctor');
    return fine('files', `Files are kept in ${where}, which answers and lets itself be listed.`);
  } catch (cause) {
    return problem(
      'files',
      `Files are to be kept in ${where}: ${reasonOf(cause)}`,
      'Look at endpoint, bucket, region and key of attachments.s3; the key has to read, write, list and delete.',
    );
  }
}

async function checkScanner(
  settings: NonNullable<AttachmentSettings['scanner']>,
): Promise<Finding> {
  try {
    const version = await new ClamAv(settings).version();
    return fine('files', `The virus scanner at ${settings.address} answers: ${version}.`);
  } catch (cause) {
    const sentence = `The virus scanner at ${settings.address} does not answer: ${reasonOf(cause)}`;
    const next = 'Start clamd, or look at attachments.scanner.address.';
    return settings.whenDown === 'accept'
      ? warning('files', `${sentence} Files are taken unseen.`, next)
      : problem('files', `${sentence} No file is taken.`, next);
  }
}

function reasonOf(cause: unknown): string {
  const { message, cause: inner } = cause as Error;
  const said = (inner as Error | undefined)?.message ?? message;
  return said.endsWith('.') ? said : `${said}.`;
}
