import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createIncidentKit } from '@incident-kit/server';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/database.ts';
import { clientOf, grace, intranet, refusalOf, report } from '../support/kit.ts';

/** What somebody may do to the files of a running server. */
const harms: [what: string, harm: (file: string) => void][] = [
  ['the file is deleted', (file) => rmSync(file)],
  ['its folder is deleted', (file) => rmSync(join(file, '..'), { recursive: true })],
  ['its journal is deleted', (file) => rmSync(`${file}-wal`)],
  ['it is moved away', (file) => renameSync(file, `${file}.old`)],
  [
    'another is put in its place',
    (file) => {
      copyFileSync(file, `${file}.backup`);
      renameSync(`${file}.backup`, file);
    },
  ],
];

test.each(harms)(
  'LOG-27: when %s, health says so and nothing is written to what nobody would find',
  async (_, harm) => {
    const file = join(temporaryFolder(), 'data', 'kit.db');
    const logged: { code?: string; msg: string }[] = [];
    const told = Promise.withResolvers<void>();
    const log = new Writable({
      write(line, _encoding, done) {
        logged.push(JSON.parse(line));
        if (logged.at(-1)?.code === 'database-moved') told.resolve();
        done();
      },
    });
    const options = { database: `sqlite:${file}`, sites: [intranet], logger: pino(log) };
    const kit = createIncidentKit(options);
    onTestFinished(() => kit.close());
    const desk = clientOf(kit.fetch, grace, Date.now);
    const { incident } = await desk.incidents.report.mutate(report());
    const health = () => kit.fetch(new Request('http://kit.test/healthz'));
    expect((await health()).status).toBe(200);

    harm(file);
    const refused = await refusalOf(desk.incidents.report.mutate(report()));
    expect(refused).toMatchObject({ code: 'database-moved', httpStatus: 503 });
    expect(refused.message).toContain('deleted or replaced while the server ran');
    const sick = await health();
    expect([sick.status, (await sick.json()).error.code]).toEqual([503, 'database-moved']);
    // Also when nobody writes or asks.
    await told.promise;
    // What there is can still be read, and so be saved.
    expect((await desk.incidents.get.query({ incident })).incident.incident).toBe(incident);
  },
);

test('LOG-27: a server that is stopped without its file makes no new one', async () => {
  const file = join(temporaryFolder(), 'kit.db');
  const kit = createIncidentKit({ database: `sqlite:${file}`, sites: [intranet] });
  await clientOf(kit.fetch, grace, Date.now).incidents.report.mutate(report());
  rmSync(file);
  await kit.close();
  expect(existsSync(file)).toBe(false);
});
