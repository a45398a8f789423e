/**
 * npm test: everything that can be known about this project, on any machine. Its last line is always
 * `N passed, N failed`, and it exits with 0 only when nothing failed.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.ts';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { checks } from './lib/checks.ts';
import { findEngines } from './lib/engines.ts';
import { folderInMemory } from './lib/folder-in-memory.ts';
import { run } from './lib/processes.ts';
import { root } from './lib/root.ts';
import { formatElapsed, step } from './lib/steps.ts';
import type { Results } from './test/results.ts';

interface Outcome {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
}

interface Suite {
  name: string;
  args: string[];
}

const vitest = (project: string): string[] => [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--project',
  project,
  '--reporter',
  join(root, 'scripts/test/vitest-reporter.ts'),
];

const suites: Suite[] = [
  { name: 'Server tests', args: vitest('server') },
  { name: 'Server tests on PostgreSQL', args: vitest('postgres') },
  { name: 'Build tests', args: vitest('build') },
  {
    name: 'Element tests',
    args: [
      join(root, 'node_modules/@web/test-runner/dist/bin.js'),
      '--config',
      'scripts/test/web-test-runner.config.mjs',
    ],
  },
  { name: 'End-to-end tests', args: vitest('e2e') },
];

/** One thing that either holds or does not. */
async function hold(name: string, look: () => Promise<string>): Promise<Outcome> {
  const complaint = await step(
    name,
    () =>
      look().catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
    (found) => found !== '',
  );
  if (complaint) console.log(`\n${complaint}\n`);
  return { name, passed: complaint ? 0 : 1, failed: complaint ? 1 : 0, skipped: 0 };
}

async function runSuite({ name, args }: Suite, folder: string): Promise<Outcome> {
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const start = performance.now();
  console.log(`· ${name} …`);
  let shown = '';
  const { code, output } = await run(process.execPath, args, {
    env: { INCIDENT_KIT_TEST_RESULTS: file, NO_COLOR: '1', FORCE_COLOR: undefined },
    // What the reporter says goes through; what the runner says besides is kept for a crash.
    onOutput: (text) => {
      shown += text;
      const lines = shown.split('\n');
      shown = lines.pop() ?? '';
      for (const line of lines) if (/^(?: {2}[✓✗]| {4})/.test(line)) console.log(line);
    },
  });
  const results: Results | undefined = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  const passed = results?.passed ?? 0;
  let failed = results?.failures.length ?? 0;
  // A runner that crashed, or that found nothing to run, did not pass.
  if (failed === 0 && (code !== 0 || passed === 0)) {
    failed = 1;
    const end = output.trim().split('\n').slice(-40).join('\n');
    console.log(`\n${end}\n\n  The runner ended with code ${code} and ran ${passed} tests.`);
  }
  const mark = failed === 0 ? '✓' : '✗';
  const skipped = results?.skipped ?? 0;
  console.log(
    `${mark} ${name}: ${passed} passed${failed ? `, ${failed} failed` : ''}${
      skipped ? `, ${skipped} skipped` : ''
    } (${formatElapsed(performance.now() - start)})`,
  );
  return { name, passed, failed, skipped };
}

async function testAll(folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const browser = await hold('A browser to test in', async () => {
    process.env.CHROME_PATH = await ensureBrowser();
    return '';
  });
  const build = await hold('Build', async () => {
    await buildWhatIsOutOfDate();
    return '';
  });
  // Set-up is no test; only its failure counts.
  outcomes.push(...[browser, build].map((outcome) => ({ ...outcome, passed: 0 })));
  for (const { name, look } of checks) outcomes.push(await hold(name, look));
  for (const suite of suites) outcomes.push(await runSuite(suite, folder));
  return outcomes;
}

const start = performance.now();
// A database waits for its disk at each commit, and hundreds are made and thrown away.
process.env.TMPDIR = folderInMemory() ?? tmpdir();
const folder = await mkdtemp(join(tmpdir(), 'incident-kit-test-'));
// Hundreds of processes start during the tests, and each would read the same sources anew.
process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
const outcomes: Outcome[] = [];
try {
  outcomes.push(...(await testAll(folder)));
} catch (error) {
  console.log(error);
  outcomes.push({ name: 'The test script itself', passed: 0, failed: 1, skipped: 0 });
} finally {
  await rm(folder, { recursive: true, force: true });
}
const sum = (pick: (outcome: Outcome) => number) =>
  outcomes.reduce((total, outcome) => total + pick(outcome), 0);
const failed = outcomes.filter((outcome) => outcome.failed > 0);
for (const sentence of findEngines().missing) console.log(`\n${sentence}`);
console.log(`\nAll of it took ${formatElapsed(performance.now() - start)}.`);
if (failed.length > 0) console.log(`Failed: ${failed.map(({ name }) => name).join(', ')}.`);
console.log(`${sum(({ passed }) => passed)} passed, ${sum((outcome) => outcome.failed)} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
