import { expect, test } from 'vitest';
import { freePort } from '../../../scripts/lib/ports.ts';
import { patience, serve, until } from '../signals/real-programs.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, clientOf, grace, report, rosa } from '../support/kit.ts';
import { conversation, documentOf, signingSecret, slackBy } from './in-slack.ts';
import { clickOn, signed, slackServer } from './slack-server.ts';
import { telling } from './told-outside.ts';

test(
  'OUT-13: a click that was answered is done, though the server is killed at that moment',
  async () => {
    const slack = await slackServer();
    const port = await freePort();
    const kit = `http://127.0.0.1:${port}`;
    const database = await emptyDatabase();
    const settings = { channels: [slackBy(slack.url)] };
    const server = await serve(database, port, settings);
    const { teams, 'routing-rules': routing } = telling([]).configuration;
    const admin = clientOf(fetch, amir, Date.now, kit);
    const desk = clientOf(fetch, grace, Date.now, kit);
    for (const [kind, document] of Object.entries({
      ...{ teams, 'routing-rules': routing, channels: documentOf(conversation) },
    })) {
      const { current } = await admin.configuration.get.query({ kind: kind as 'teams' });
      const draft = { kind, document, basedOn: current.version, reason: 'It begins.' };
      await admin.configuration.publish.mutate(draft as never);
    }
    await clientOf(fetch, rosa, Date.now, kit).incidents.report.mutate(report());
    await until('it is in Slack', async () => slack.shown.size > 0);
    const [ts, blocks] = [...slack.shown][0] ?? ['', []];
    const body = clickOn(blocks, 'acknowledge', { user: 'U0GRACE001', channel: conversation, ts });
    const headers = signed(signingSecret, body, Date.now());
    const answer = await fetch(`${kit}/channels/slack/hook`, { method: 'POST', body, headers });
    await server.kill();
    expect(answer.status).toBe(200);
    await serve(database, port, settings);
    const { incident } = await desk.incidents.get.query({ incident: 'INC-1' });
    expect(incident.acknowledged).toMatchObject({ by: 'Grace' });
  },
  patience,
);
