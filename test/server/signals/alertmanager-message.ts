/** When alerts of tests began, as Alertmanager writes it. */
export const started = '2026-11-25T20:01:00Z';

/** An alert that fires, as Alertmanager sends it, but for what is said of it. */
export function alert(fingerprint: string, rest: Record<string, unknown> = {}) {
  return {
    status: 'firing',
    labels: { alertname: 'QueueTooLong', service: 'mail', severity: 'warning' },
    annotations: { summary: 'Mail waits', runbook_url: 'https://runbooks.example/mail' },
    startsAt: started,
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph?g0.expr=queue',
    fingerprint,
    ...rest,
  };
}

export function resolved(fingerprint: string, endsAt: string) {
  return alert(fingerprint, { status: 'resolved', endsAt });
}

export function message(alerts: unknown[], rest: Record<string, unknown> = {}): string {
  return JSON.stringify({ version: '4', status: 'firing', truncatedAlerts: 0, alerts, ...rest });
}
