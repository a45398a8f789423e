import type { SourceKind } from '../operations/signals/source-kind.ts';
import { alertmanager } from './alertmanager/index.ts';
import { azure } from './azure/index.ts';
import { cloudEvents } from './cloudevents/index.ts';
import { datadog } from './datadog/index.ts';
import { email } from './email/index.ts';
import { gcp } from './gcp/index.ts';
import { github } from './github/index.ts';
import { grafana } from './grafana/index.ts';
import { icinga } from './icinga/index.ts';
import { json } from './json/index.ts';
import { measurements } from './measurements/index.ts';
import { newRelic } from './newrelic/index.ts';
import { numbers } from './numbers/index.ts';
import { pagerduty } from './pagerduty/index.ts';
import { pagerdutyWebhook } from './pagerduty-webhook/index.ts';
import { pingdom } from './pingdom/index.ts';
import { sentry } from './sentry/index.ts';
import { sns } from './sns/index.ts';
import { uptimeKuma } from './uptime-kuma/index.ts';
import { uptimeRobot } from './uptimerobot/index.ts';
import { zabbix } from './zabbix/index.ts';

/** Every kind of source there is, by name. */
export const sourceKinds: ReadonlyMap<string, SourceKind> = new Map(
  [
    alertmanager,
    azure,
    cloudEvents,
    datadog,
    email,
    gcp,
    github,
    grafana,
    icinga,
    json,
    measurements,
    newRelic,
    numbers,
    pagerduty,
    pagerdutyWebhook,
    pingdom,
    sentry,
    sns,
    uptimeKuma,
    uptimeRobot,
    zabbix,
  ].map((kind) => [kind.name, kind]),
);
