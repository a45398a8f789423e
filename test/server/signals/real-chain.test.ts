import type { IncidentKitOptions } from '@incident-kit/server';
import { defaultAlertRules } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { type Alertmanager, obtainAlertmanager } from '../../../scripts/lib/alertmanager.ts';
import { freePort } from '../../../scripts/lib/ports.ts';
import { obtainPrometheus } from '../../../scripts/lib/prometheus.ts';
import { receiver } from '../messages/receiver.ts';
import { clickOn, signed, slackServer, submissionOf } from '../messages/slack-server.ts';
import { channelsOf, telling } from '../messages/told-outside.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, clientOf, grace } from '../support/kit.ts';
import { alertmanagerWith, patience, prometheusWith, serve, until } from './real-programs.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const conversation = 'C0123456789';
const user = 'U0GRACE001';
const settings = (slack: string): Pick<IncidentKitOptions, 'sources' | 'channels'> => ({
  sources: [{ key: 'prometheus', kind: 'alertmanager', secret }],
  channels: [
    {
      ...{ id: 'hook', kind: 'slack', url: slack, token: 'xoxb-a-token-of-some-length' },
      ...{ signingSecret, people: { [user]: 'grace' }, allowPrivateAddresses: true },
    },
  ],
});

/** Prometheus asks for these, and alerts of those that are too long. */
async function queues(prometheus: string, alertmanager: string) {
  const lengths: Record<string, number> = { mail: 0, print: 0 };
  const exporter = await receiver();
  exporter.answer = (response) => {
    const lines = Object.entries(lengths).map(([name, n]) => `queue_length{queue="${name}"} ${n}`);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(`# TYPE queue_length gauge\n${lines.join('\n')}\n`);
  };
  const at = (url: string) => [{ targets: [new URL(url).host] }];
  const config = {
    scrape_configs: [{ job_name: 'queues', static_configs: at(exporter.url) }],
    alerting: { alertmanagers: [{ static_configs: at(alertmanager) }] },
  };
  const rule = {
    alert: 'QueueTooLong',
    // One that was asked in vain, as on a busy machine, is as long as it was.
    expr: 'last_over_time(queue_length[5m]) > 100',
    labels: { severity: 'critical' },
    annotations: { summary: 'The queue {{ $labels.queue }} is too long' },
  };
  await prometheusWith(prometheus, config, [rule]);
  return lengths;
}

const alertmanagerTo = (program: Alertmanager, kit: string) =>
  alertmanagerWith(program, {
    route: {
      ...{ receiver: 'kit', group_by: ['queue'] },
      ...{ group_wait: '1s', group_interval: '1s', repeat_interval: '1h' },
    },
    receivers: [{ name: 'kit', webhook_configs: [{ url: `${kit}/intake/prometheus/${secret}` }] }],
  });

const [{ alertmanager }, { prometheus, missing }] = [
  await obtainAlertmanager(),
  await obtainPrometheus(),
];
if (prometheus === null) console.info(missing);

test.each(alertmanager && prometheus ? [{ alertmanager, prometheus }] : [])(
  'OUT-12 SIG-10: from a number that Prometheus asks for, through Alertmanager and Slack, to a closed incident',
  async (real) => {
    const slack = await slackServer();
    const port = await freePort();
    const kit = `http://127.0.0.1:${port}`;
    await serve(await emptyDatabase(), port, settings(slack.url));
    const admin = clientOf(fetch, amir, Date.now, kit);
    const desk = clientOf(fetch, grace, Date.now, kit);
    const { teams, 'routing-rules': routing } = telling([]).configuration;
    const channels = {
      ...channelsOf([{ address: conversation }]),
      channels: [{ id: 'hook', name: 'Slack', kind: 'slack' as const }],
    };
    // What nobody has taken is resolved once it has been over for two seconds.
    const signals = { ...defaultAlertRules, settleMs: 2_000 };
    for (const [kind, document] of Object.entries({
      ...{ teams, 'routing-rules': routing, channels, signals },
    })) {
      const { current } = await admin.configuration.get.query({ kind: kind as 'teams' });
      const draft = { kind, document, basedOn: current.version, reason: 'It begins.' };
      await admin.configuration.publish.mutate(draft as never);
    }
    const lengths = await queues(real.prometheus, await alertmanagerTo(real.alertmanager, kit));
    const find = async (queue: string) => {
      const { incidents } = await desk.incidents.list.query({ status: 'all' });
      return incidents.find(({ title }) => title?.includes(queue));
    };
    const becomes = (queue: string, category: string) =>
      until(
        `the incident of ${queue} is ${category}`,
        async () => (await find(queue))?.status.category === category,
      );
    const cardOf = (queue: string) =>
      [...slack.shown].find(([, blocks]) => JSON.stringify(blocks).includes(`queue ${queue} is`));

    lengths.mail = 150;
    await becomes('mail', 'new');
    await until('it is in Slack', async () => cardOf('mail') !== undefined);
    const [ts, blocks] = cardOf('mail') ?? ['', []];
    expect(JSON.stringify(blocks)).toContain('The queue mail is too long');
    const post = async (body: string) => {
      const headers = signed(signingSecret, body, Date.now());
      const answer = await fetch(`${kit}/channels/slack/hook`, { method: 'POST', body, headers });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    };
    const click = (action: string) =>
      post(clickOn(slack.shown.get(ts), action, { user, channel: conversation, ts }));
    await click('acknowledge');
    await until('it is acknowledged by Grace', async () => {
      const { incident } = await desk.incidents.get.query({
        incident: (await find('mail'))?.incident ?? '',
      });
      return incident.acknowledged?.by === 'Grace';
    });
    await until('the message says so', async () => {
      return !JSON.stringify(slack.shown.get(ts)).includes('"acknowledge"');
    });

    // Another, which nobody takes.
    lengths.print = 150;
    await becomes('print', 'new');
    expect((await find('mail'))?.incident).not.toBe((await find('print'))?.incident);
    lengths.mail = 0;
    lengths.print = 0;
    await becomes('print', 'resolved');
    const taken = (await find('mail'))?.incident ?? '';
    await until('what a person has taken says that its alert is over', async () => {
      const { entries } = await desk.incidents.timeline.query({ incident: taken });
      return entries.some(({ kind }) => kind === 'alert-ended');
    });
    expect((await find('mail'))?.status.category).not.toBe('resolved');
    // As it was drawn before its alert was over: that is in nobody's way.
    await click('resolve');
    await until('Slack shows a form', async () => slack.form() !== undefined);
    const values = { code: 'fixed', text: 'A mail was too large.' };
    await post(submissionOf(slack.form(), { user, values }));
    await until('the message says that it is resolved', async () =>
      JSON.stringify(slack.shown.get(ts)).includes('Status: Resolved'),
    );
    for (const queue of ['mail', 'print']) {
      await desk.incidents.close.mutate({ incident: (await find(queue))?.incident ?? '' });
      await becomes(queue, 'closed');
    }
    await until('the thread has it all', async () => {
      const said = slack.history().join('\n');
      return ['Acknowledged by Grace.', 'Resolved by Grace'].every((line) => said.includes(line));
    });
    const { deliveries } = await admin.signals.deliveries.query({ source: 'prometheus' });
    expect(deliveries.filter(({ problem }) => problem !== null)).toEqual([]);
  },
  patience,
);
