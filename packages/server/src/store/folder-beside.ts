import { dirname, join, parse, resolve } from 'node:path';
import { locate } from './locate.ts';

/** Where files are kept when nobody says where: beside the file of the database, under its name. */
export function folderBeside(database: string): string {
  const located = locate(database);
  if ('server' in located) return resolve('data', 'blobs');
  return join(dirname(located.file), 'blobs', parse(located.file).name);
}
