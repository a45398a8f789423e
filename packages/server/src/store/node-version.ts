/** The oldest Node that this server runs on, as `engines` in its package says. */
const oldest = [22, 12] as const;

/**
 * Why this version of Node will not do; null when it will. On an older one, SQLite's binary ends the
 * process without a word, so this is asked before it is loaded.
 */
export function nodeTooOld(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Incident Kit needs Node ${oldest.join('.')} or newer, and this is ${version}. Install a current one, from nodejs.org or with your version manager.`;
}
