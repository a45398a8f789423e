import { describe, expect, test } from 'vitest';
import { complaintsAbout } from '../../scripts/lib/import-directions.ts';

const server = 'packages/server/src';
const widgets = 'packages/widgets/src';

const allowed: [path: string, statement: string][] = [
  [`${server}/domain/sla/clock.ts`, `import { z } from 'zod';`],
  [`${server}/domain/sla/clock.ts`, `import type { Role } from '../actor.ts';`],
  [`${server}/operations/report-incident.ts`, `import { decide } from '../domain/index.ts';`],
  [`${server}/operations/add-note.ts`, `import { mayTouch } from '../access/caller.ts';`],
  [`${server}/http/app.ts`, `import { router } from '../api/router.ts';`],
  [`${server}/kit.ts`, `import { openSqlite } from './store/sqlite.ts';`],
  [`${widgets}/client/api.ts`, `import type { AppRouter } from '@incident-kit/server';`],
  [`${widgets}/base/kit-element.ts`, `import { connect } from '../client/client.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `import { KitElement } from '../base/kit-element.ts';`],
  [`${widgets}/loader.ts`, `const load = () => import('./sla-badge/define.ts');`],
];

const forbidden: [path: string, statement: string][] = [
  [`${server}/domain/sla/clock.ts`, `import { readFile } from 'node:fs';`],
  [`${server}/domain/sla/clock.ts`, `import type { Kysely } from 'kysely';`],
  [
    `${server}/domain/sla/clock.ts`,
    `import { report } from '../../operations/report-incident.ts';`,
  ],
  [`${server}/operations/report-incident.ts`, `import { router } from '../api/router.ts';`],
  [`${server}/operations/report-incident.ts`, `import { feed } from '../live/feed.ts';`],
  [`${server}/operations/report-incident.ts`, `import {\n  a,\n  b,\n} from '../http/app.ts';`],
  [`${server}/access/caller.ts`, `import { addNote } from '../operations/add-note.ts';`],
  [`${server}/api/context.ts`, `export { app } from '../http/app.ts';`],
  [`${server}/http/app.ts`, `import { createIncidentKit } from '../kit.ts';`],
  [`${widgets}/client/client.ts`, `import { KitElement } from '../base/kit-element.ts';`],
  [`${widgets}/client/client.ts`, `const load = () => import('../sla-badge/sla-badge.ts');`],
  [`${widgets}/client/api.ts`, `import { appRouter } from '@incident-kit/server';`],
  [`${widgets}/client/api.ts`, `import { type AppRouter } from '@incident-kit/server';`],
  [`${widgets}/base/clock.ts`, `import '../sla-badge/define.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `import { x } from '../incident-report/report-draft.ts';`],
  [`${widgets}/index.ts`, `export * from '../../server/src/index.ts';`],
];

describe('import directions', () => {
  test.each(allowed)('%s may say %s', (path, statement) => {
    expect(complaintsAbout(path, statement)).toEqual([]);
  });
  test.each(forbidden)('%s may not say %s', (path, statement) => {
    expect(complaintsAbout(path, statement)).toHaveLength(1);
  });
});
