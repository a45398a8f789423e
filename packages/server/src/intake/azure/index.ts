import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readAzure } from './to-signals.ts';

export const azure: SourceKind = {
  name: 'azure',
  resolves: true,
  retriesOn429: true,
  read: readAzure,
  setup: (address) => `Add an action of the type **Webhook** to an action group of Azure Monitor:

- URI: \`${address}\`
- **Enable the common alert schema**: yes.

Azure can send no header, so the address is the secret. Rules on logs need **Automatically resolve alerts**: without it
they never say that something is over.`,
  samples: [
    {
      body: JSON.stringify({
        schemaId: 'azureMonitorCommonAlertSchema',
        data: {
          essentials: {
            alertId: '/subscriptions/0/providers/Microsoft.AlertsManagement/alerts/1',
            alertRule: 'Mail waits',
            severity: 'Sev1',
            signalType: 'Metric',
            monitorCondition: 'Fired',
            monitoringService: 'Platform',
            configurationItems: ['mail-1'],
            firedDateTime: '2026-01-05T09:00:00Z',
            description: 'More than 400 mails',
          },
          customProperties: { service: 'mail' },
        },
      }),
    },
  ],
};
