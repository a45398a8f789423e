import { Redactor, secretsIn } from '../../access/redactor.ts';
import { sealOf } from '../../access/secret-seal.ts';
import { SiteDirectory } from '../../access/site-directory.ts';
import { lastCorrections } from '../../operations/correct-log-time.ts';
import { loadSites } from '../../operations/sites/load-sites.ts';
import type { Settings } from '../../settings.ts';
import { openForReading } from '../../store/open-store.ts';
import { describeLogTime } from '../describe-log-time.ts';
import { checkAttachments } from './attachment-checks.ts';
import { checkClock, checkDatabase } from './database-checks.ts';
import type { Finding } from './finding.ts';
import { checkKeys } from './key-checks.ts';
import { checkOrigins, checkProxy } from './settings-checks.ts';

export interface Examined {
  /** What there is to say of the log, whether or not something is wrong. */
  log: string[];
  isLogWell: boolean;
  findings: Finding[];
}

/** Looks at everything that a server with these settings would need. Nothing is changed. */
export async function examine(
  database: string,
  settings: Settings,
  backup: string | undefined,
): Promise<Examined> {
  const reader = await openForReading(database);
  try {
    const now = await reader.now();
    const own = Date.now();
    const { head, ahead, corrections } = await reader.read(async (snapshot) => ({
      head: await snapshot.log.head(),
      ahead: await describeLogTime(snapshot, now),
      corrections: await lastCorrections(snapshot, 10),
    }));
    const damage = await reader.findDamage();
    const sites = new SiteDirectory(settings.sites, {
      seal: sealOf(settings),
      now: () => now,
    });
    await loadSites(reader, sites);
    const findings = [
      ...checkOrigins(settings, sites.all()),
      ...(await checkKeys(sites.all(), now)),
      ...checkClock(now, own),
      ...(await checkDatabase(database, backup)),
      ...checkProxy(settings),
      ...(await checkAttachments(database, settings.attachments)),
    ];
    const log = [
      `The log has ${(head?.seq ?? 0).toLocaleString('en')} events.`,
      ...corrections.map(
        ({ at, actorName, personal }) =>
          `Its time was corrected at ${new Date(at).toISOString()} by ${actorName ?? 'somebody'}: ` +
          `${(personal as { reason: string } | null)?.reason ?? 'no reason is left.'}`,
      ),
      ...ahead,
      ...(damage === null
        ? []
        : [damage, 'Run “incident-kit verify”, and see docs/guides/backup.md.']),
    ];
    const redactor = new Redactor([...secretsIn(settings), ...secretsIn(sites.all())]);
    return {
      log: log.map((each) => redactor.text(each)),
      isLogWell: ahead.length === 0 && damage === null,
      findings: redactor.value(findings) as Finding[],
    };
  } finally {
    await reader.close();
  }
}
