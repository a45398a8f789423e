/** The elements' tests as `npm test` runs them: the project's own configuration, another reporter. */
import { relative } from 'node:path';
import base from '../../web-test-runner.config.mjs';
import { Collector } from './results.ts';

/** All tests of a suite and of those in it, each with its full name. */
function allTests(suite, names = []) {
  const own = suite.tests.map((test) => ({ ...test, name: [...names, test.name].join(' › ') }));
  return [...own, ...suite.suites.flatMap((inner) => allTests(inner, [...names, inner.name]))];
}

function reporter() {
  const collector = new Collector();
  return {
    reportTestFileResults({ sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const file = relative(process.cwd(), testFile);
        const tests = session.testResults ? allTests(session.testResults) : [];
        const failures = tests
          .filter(({ passed, skipped }) => !passed && !skipped)
          .map(({ name, error }) => ({
            file,
            name,
            message: [error?.message, error?.stack].filter(Boolean).join('\n') || 'It failed.',
          }));
        // Errors outside of tests: a file that cannot be loaded, a hook that throws.
        for (const error of session.errors ?? []) {
          failures.push({ file, name: 'the file itself', message: error.stack ?? error.message });
        }
        for (const { url } of session.request404s ?? []) {
          failures.push({ file, name: 'the file itself', message: `There is no ${url}.` });
        }
        if (!session.passed && failures.length === 0) {
          failures.push({ file, name: 'the file itself', message: 'It did not come to its end.' });
        }
        collector.file(
          file,
          tests.filter(({ passed }) => passed).length,
          tests.filter(({ skipped }) => skipped).length,
          failures,
          tests.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
        );
      }
    },
    onTestRunFinished() {
      collector.write();
    },
  };
}

export default { ...base, reporters: [reporter()] };
