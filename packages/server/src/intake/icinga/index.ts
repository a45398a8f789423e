import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { readIcinga } from './to-signals.ts';

export const icinga: SourceKind = {
  name: 'icinga',
  resolves: true,
  read: readIcinga,
  setup: (
    address,
  ) => `Let a notification command send a form. For Icinga 2 save this as \`/etc/icinga2/scripts/incident-kit.sh\` and call it from
a \`NotificationCommand\` for hosts and one for services, with these variables in \`env\`; in Nagios the macros are called
\`$NOTIFICATIONTYPE$\`, \`$HOSTNAME$\`, \`$SERVICEDESC$\`, \`$SERVICESTATE$\`, \`$SERVICEOUTPUT$\` and \`$TIMET$\`.

\`\`\`sh
#!/bin/sh
# env: TYPE=$notification.type$ HOST=$host.name$ SERVICE=$service.name$ STATE=$service.state$
#      OUTPUT=$service.output$ TIME=$icinga.timet$ — for hosts without SERVICE, with $host.state$ and $host.output$
exec curl --fail --silent --show-error --max-time 10 --retry 5 --retry-connrefused \\
  --data-urlencode "type=$TYPE" --data-urlencode "host=$HOST" --data-urlencode "service=$SERVICE" \\
  --data-urlencode "state=$STATE" --data-urlencode "output=$OUTPUT" --data-urlencode "time=$TIME" \\
  '${address}'
\`\`\``,
  samples: [
    {
      body: 'type=PROBLEM&host=mail-1&service=queue&state=CRITICAL&output=412+mails+wait&time=1767603600',
    },
    {
      body: JSON.stringify({
        type: 'RECOVERY',
        host: 'mail-1',
        service: '',
        state: 'UP',
        output: 'PING OK',
        time: '1767607200',
      }),
    },
  ],
};
