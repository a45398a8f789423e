import { describe, expect, test } from 'vitest';
import { circlesIn } from '../../scripts/lib/import-circles.ts';
import { complaintsAbout } from '../../scripts/lib/import-directions.ts';

const server = 'packages/server/src';
const widgets = 'packages/widgets/src';

const allowed: [path: string, statement: string][] = [
  [`${server}/domain/sla/clock.ts`, `import { z } from 'zod';`],
  [`${server}/domain/sla/clock.ts`, `import type { Role } from '../actor.ts';`],
  [`${server}/operations/configuration/a.ts`, `import { b } from '../../holidays/b.ts';`],
  [`${server}/operations/incidents/report.ts`, `import { decide } from '../../domain/index.ts';`],
  [`${server}/operations/incidents/note.ts`, `import { mayTouch } from '../../access/caller.ts';`],
  [`${server}/operations/input.ts`, `import type { Store } from '../store/port/store.ts';`],
  [`${server}/store/log/event-log.ts`, `import type { Tables } from '../schema.ts';`],
  [`${server}/store/projections/incidents.ts`, `import { toEvent } from '../log/event-log.ts';`],
  [`${server}/store/sqlite/writer.ts`, `import { a } from '../commit/changes.ts';`],
  [`${server}/live/live-feed.ts`, `import type { Store } from '../store/port/store.ts';`],
  [`${server}/http/app.ts`, `import { router } from '../api/router.ts';`],
  [`${server}/kit.ts`, `import { openSqlite } from './store/sqlite.ts';`],
  [`${server}/cli/settings.ts`, `import { settingsSchema } from '../settings.ts';`],
  [`${server}/cli/serve.ts`, `const kit = await import('../kit.ts');`],
  [`${widgets}/client/api.ts`, `import type { AppRouter } from '@incident-kit/server';`],
  [`${widgets}/base/kit-element.ts`, `import { connect } from '../client/client.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `import { KitElement } from '../base/kit-element.ts';`],
  [`${widgets}/base/messages.ts`, `import { languages } from '../locales/languages.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `import type { Messages } from '../locales/en/a.ts';`],
  [`${widgets}/locales/languages.ts`, `const load = () => import('./en/sla-badge.ts');`],
  [`${widgets}/priority-matrix/a.ts`, `import { Draft } from '../editing/draft.ts';`],
  [`${widgets}/loader.ts`, `const load = () => import('./sla-badge/define.ts');`],
];

const forbidden: [path: string, statement: string][] = [
  // The domain imports nothing but itself, and nobody who does something.
  [`${server}/domain/sla/clock.ts`, `import { readFile } from 'node:fs';`],
  [`${server}/domain/sla/clock.ts`, `import type { Kysely } from 'kysely';`],
  [`${server}/domain/sla/clock.ts`, `import { report } from '../../operations/report.ts';`],
  [`${server}/access/caller.ts`, `import { addNote } from '../operations/incidents/add-note.ts';`],
  [`${server}/outbound/fetch-text.ts`, `import { a } from '../holidays/read-holidays.ts';`],
  [`${server}/holidays/read-holidays.ts`, `import { fetchText } from '../outbound/fetch-text.ts';`],
  [`${server}/operations/report.ts`, `import { router } from '../api/router.ts';`],
  [`${server}/operations/report.ts`, `import { feed } from '../live/feed.ts';`],
  [`${server}/operations/report.ts`, `import {\n  a,\n  b,\n} from '../http/app.ts';`],
  [`${server}/operations/report.ts`, `import { openStore } from '../store/open-store.ts';`],
  // The store: what is stored knows neither who asks for it nor the other engine.
  [`${server}/store/port/store.ts`, `import type { Kysely } from 'kysely';`],
  [`${server}/store/port/store.ts`, `import type { Context } from '../operations/context.ts';`],
  [`${server}/store/open-store.ts`, `import { report } from '../operations/report.ts';`],
  [`${server}/store/log/event-log.ts`, `import { a } from '../projections/read-models.ts';`],
  [`${server}/store/projections/a.ts`, `import { b } from '../commit/pending-writes.ts';`],
  [`${server}/store/projections/a.ts`, `import { b } from '../sqlite/writer.ts';`],
  [`${server}/store/commit/a.ts`, `import { b } from '../postgres/writer.ts';`],
  [`${server}/store/migrations/a.ts`, `import { b } from '../commit/changes.ts';`],
  [`${server}/store/sqlite/store.ts`, `import { b } from '../postgres/store.ts';`],
  [`${server}/store/postgres/store.ts`, `import type { B } from '../sqlite/store.ts';`],
  [`${server}/live/backlog.ts`, `import { a } from '../operations/incidents/a.ts';`],
  [`${server}/live/backlog.ts`, `import { openStore } from '../store/open-store.ts';`],
  [`${server}/audit/verify.ts`, `import { toEvent } from '../store/log/event-log.ts';`],
  // The edges.
  [`${server}/api/context.ts`, `export { app } from '../http/app.ts';`],
  [`${server}/timers/sweeper.ts`, `import { LiveFeed } from '../live/live-feed.ts';`],
  [`${server}/http/app.ts`, `import { createIncidentKit } from '../kit.ts';`],
  [`${server}/settings.ts`, `import { createIncidentKit } from './kit.ts';`],
  [`${server}/cli/settings.ts`, `import { createIncidentKit } from '../kit.ts';`],
  [`${server}/cli/verify.ts`, `import { openSqlite } from '../store/sqlite/store.ts';`],
  [`${server}/cli.ts`, `import { app } from './http/app.ts';`],
  [`${server}/index.ts`, `import { a } from '../../widgets/src/index.ts';`],
  // Pages.
  [`${widgets}/client/client.ts`, `import { KitElement } from '../base/kit-element.ts';`],
  [`${widgets}/client/client.ts`, `const load = () => import('../sla-badge/sla-badge.ts');`],
  [`${widgets}/client/client.ts`, `import { html } from 'lit';`],
  [`${widgets}/client/api.ts`, `import { appRouter } from '@incident-kit/server';`],
  [`${widgets}/client/api.ts`, `import { type AppRouter } from '@incident-kit/server';`],
  [`${widgets}/base/clock.ts`, `import '../sla-badge/define.ts';`],
  [`${widgets}/locales/en/sla-badge.ts`, `import { a } from '../../base/intl.ts';`],
  [`${widgets}/base/messages.ts`, `import { messages } from '../locales/en/sla-badge.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `import { messages } from '../locales/en/sla-badge.ts';`],
  [`${widgets}/sla-badge/sla-badge.ts`, `const load = () => import('../locales/en/a.ts');`],
  [`${widgets}/editing/draft.ts`, `import { Client } from '../client/client.ts';`],
  [`${widgets}/editing/draft.ts`, `import { html } from 'lit';`],
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

const sourcesOf = (sources: Record<string, string>) =>
  new Map(Object.entries(sources).map(([name, source]) => [`${server}/${name}.ts`, source]));

const circles: [what: string, sources: Record<string, string>, circle: string][] = [
  [
    'two files',
    { a: `import { b } from './b.ts';`, b: `export { a } from './a.ts';` },
    'a → b → a',
  ],
  [
    'types',
    { a: `import type { B } from './b.ts';`, b: `export type { A } from './a.ts';` },
    'a → b → a',
  ],
  [
    'something loaded late',
    { a: `const b = () => import('./b.ts');`, b: `import { a } from './a.ts';` },
    'a → b → a',
  ],
  ['a file and itself', { a: `import { a } from './a.ts';` }, 'a → a'],
  [
    'three files in folders, beside others',
    {
      a: `import { b } from './b/b.ts';\nimport { d } from './d.ts';`,
      'b/b': `import {\n  c,\n} from './c.ts';`,
      'b/c': `import { d } from '../d.ts';\nimport { a } from '../a.ts';`,
      d: `import { z } from 'zod';`,
    },
    'a → b/b → b/c → a',
  ],
];

describe('circles', () => {
  test.each(circles)('of %s are found', (_what, sources, circle) => {
    const complaints = circlesIn(sourcesOf(sources));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]?.replaceAll(`${server}/`, '').replaceAll('.ts', '')).toMatch(
      new RegExp(`^${circle}: a circle`),
    );
  });

  test('a knot of files is told of once, another one besides', () => {
    const knot = {
      a: `import './b.ts';`,
      b: `import './a.ts';\nimport './c.ts';`,
      c: `import './b.ts';`,
    };
    const other = { x: `import './y.ts';\nimport './a.ts';`, y: `import './x.ts';` };
    expect(circlesIn(sourcesOf(knot))).toHaveLength(1);
    expect(circlesIn(sourcesOf({ ...knot, ...other }))).toHaveLength(2);
  });

  test('two ways to the same file are no circle', () => {
    const sources = {
      a: `import './b.ts';\nimport './c.ts';`,
      b: `import './d.ts';`,
      c: `import './d.ts';`,
      d: '',
    };
    expect(circlesIn(sourcesOf(sources))).toEqual([]);
  });
});
