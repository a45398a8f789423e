import { readersOf, type Worded } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import type { Command } from '../../packages/server/src/operations/incidents/define-command.ts';
import { amir, grace, report, rosa, testKit, visitor } from './support/kit.ts';

const words = 'Said once and nowhere else';

type Desk = ReturnType<ReturnType<typeof testKit>['as']>['incidents'];

/** How each is done with words, by the desk or whoever reported it. */
interface Scene {
  incident: string;
  desk: Desk;
  reporter: Desk;
  admin: Desk;
  other: string;
}

type WithWords = {
  [Each in Worded]: (typeof readersOf)[Each] extends null ? never : Each;
}[Worded];

const hold = ({ desk, incident }: Scene, reason = 'A part is missing') =>
  desk.hold.mutate({ incident, to: 'waiting-vendor', reason });
const resolve = ({ desk, incident }: Scene, text = 'Greased the wheels') =>
  desk.resolve.mutate({ incident, code: 'fixed', text });
const link = { kind: 'problem', target: words } as const;

const written: Record<Exclude<WithWords, 'report' | 'editNote'>, (scene: Scene) => unknown> = {
  hold: (scene) => hold(scene, words),
  async resume(scene) {
    await hold(scene);
    await scene.desk.resume.mutate({ incident: scene.incident, reason: words });
  },
  async move({ desk, incident }) {
    await desk.acknowledge.mutate({ incident });
    await desk.move.mutate({ incident, to: 'waiting-vendor', reason: words });
  },
  resolve: (scene) => resolve(scene, words),
  async 'confirm-fixed'(scene) {
    await resolve(scene);
    await scene.reporter.confirm.mutate({ incident: scene.incident, fixed: true, text: words });
  },
  async 'not-fixed'(scene) {
    await resolve(scene);
    await scene.reporter.confirm.mutate({ incident: scene.incident, fixed: false, text: words });
  },
  async close(scene) {
    await resolve(scene);
    await scene.desk.close.mutate({ incident: scene.incident, reason: words });
  },
  async reopen(scene) {
    await resolve(scene);
    await scene.desk.reopen.mutate({ incident: scene.incident, reason: words });
  },
  cancel: ({ desk, incident }) => desk.cancel.mutate({ incident, reason: words }),
  escalate: ({ desk, incident }) =>
    desk.escalate.mutate({ incident, kind: 'hierarchical', reason: words }),
  override: ({ desk, incident }) =>
    desk.overridePriority.mutate({ incident, priority: 'P1', reason: words }),
  retitle: ({ desk, incident }) => desk.retitle.mutate({ incident, title: words }),
  merge: ({ desk, incident, other }) => desk.merge.mutate({ incident, into: other, reason: words }),
  link: ({ desk, incident }) => desk.link.mutate({ incident, ...link }),
  async unlink({ desk, incident }) {
    await desk.link.mutate({ incident, ...link });
    await desk.unlink.mutate({ incident, ...link });
  },
  'add-note': ({ desk, incident }) => desk.addNote.mutate({ incident, text: words }),
  'add-internal-note': ({ desk, incident }) =>
    desk.addNote.mutate({ incident, text: words, visibility: 'internal' }),
  'revoke-receipts': ({ desk, incident }) =>
    desk.revokeReceipts.mutate({ incident, reason: words }),
  erase: ({ admin, incident }) => admin.erase.mutate({ incident, reason: words }),
};

test('INC-25: the words of every command are read by those whom the table names, and nobody else', async () => {
  const { as } = testKit();
  const [desk, reporter, admin] = [as(grace), as(rosa), as(amir)].map((each) => each.incidents);
  if (!desk || !reporter || !admin) throw new Error('There is nobody.');
  const { incident: other } = await reporter.report.mutate(report());
  const told = async (who: Desk, incident: string) =>
    JSON.stringify(
      await Promise.all([who.timeline.query({ incident }), who.get.query({ incident })]).catch(
        (error: Error) => error.message,
      ),
    );
  for (const [name, write] of Object.entries(written) as [
    keyof typeof written,
    typeof written.hold,
  ][]) {
    // Only visitors have a receipt that could be revoked.
    const by = name === 'revoke-receipts' ? visitor : rosa;
    const { incident, receipt } = await as(by).incidents.report.mutate(report());
    await write({ incident, desk, reporter, admin, other });
    const holder = receipt ? as({ bearer: receipt.token }).incidents : reporter;
    expect((await told(desk, incident)).includes(words), `${name}, to the desk`).toBe(true);
    const isTold = (await told(holder, incident)).includes(words);
    expect(isTold, `${name}, to the reporter`).toBe(readersOf[name] === 'everybody');
  }
  // A note that is edited has the readers that it had.
  for (const visibility of ['public', 'internal'] as const) {
    const { incident } = await reporter.report.mutate(report());
    const { seq } = await desk.addNote.mutate({ incident, text: 'Before', visibility });
    await desk.editNote.mutate({ incident, note: seq, text: words });
    expect((await told(desk, incident)).includes(words)).toBe(true);
    expect((await told(reporter, incident)).includes(words)).toBe(visibility === 'public');
  }
});

test('INC-25: every command that takes words is in the table, and no other', () => {
  const fields = ['reason', 'text', 'title', 'description', 'target'];
  for (const [name, { input, offeredAs = [], offeredUnder = {} }] of Object.entries<Command>(
    incidentCommands,
  )) {
    const schema = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
    const takesWords = fields.some((field) => schema.includes(`"${field}":{`));
    const actions = [...offeredAs, ...Object.keys(offeredUnder)];
    for (const each of (actions.length > 0 ? actions : [name]) as Worded[]) {
      expect(readersOf[each] !== null, `${name}, ${each}`).toBe(takesWords);
    }
  }
});
