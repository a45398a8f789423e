import type { SourceKind } from '../../operations/signals/source-kind.ts';
import { distrustOf } from '../reading/signatures.ts';
import { readGithub } from './to-signals.ts';

export const github: SourceKind = {
  name: 'github',
  resolves: true,
  read: readGithub,
  verify({ headers, body }, secrets, now) {
    const signature = headers.get('x-hub-signature-256');
    const signatures = signature === null ? undefined : [signature.replace(/^sha256=/u, '')];
    return distrustOf({ signatures, content: body }, secrets, now);
  },
  setup: (
    address,
  ) => `Under **Settings → Webhooks** of a repository or an organisation add a webhook:

- Payload URL: \`${address}\`
- Content type: \`application/json\`
- Secret: the signing secret that you set here
- Events: **Workflow runs**

A workflow that fails on the default branch alerts, its next success ends that. GitHub delivers nothing a second time by
itself.`,
  samples: [
    {
      headers: { 'x-github-event': 'workflow_run', 'x-github-delivery': 'd-1' },
      body: JSON.stringify({
        action: 'completed',
        repository: { id: 7, full_name: 'desk/kit', default_branch: 'main' },
        workflow_run: {
          workflow_id: 3,
          name: 'Deploy',
          head_branch: 'main',
          conclusion: 'failure',
          html_url: 'https://github.example/desk/kit/actions/runs/1',
          updated_at: '2026-01-05T09:00:00Z',
        },
      }),
    },
    {
      headers: { 'x-github-event': 'ping' },
      body: JSON.stringify({ zen: 'Keep it simple', hook_id: 1 }),
    },
  ],
};
