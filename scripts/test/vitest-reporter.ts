import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { root } from '../lib/root.ts';
import { Collector, type Failure } from './results.ts';

/** Reports to `npm test`. */
export default class VitestReporter implements Reporter {
  readonly #collector = new Collector();

  onTestModuleEnd(module: TestModule): void {
    const file = relative(root, module.moduleId);
    const failures: Failure[] = module.errors().map((error) => ({
      file,
      name: 'the file itself',
      message: error.stack ?? error.message,
    }));
    let passed = 0;
    let skipped = 0;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') passed++;
      else if (result.state === 'skipped') skipped++;
      else {
        const errors = result.errors ?? [];
        const message = errors
          .map(({ message, diff, stack }) =>
            [message, diff, frames(stack)].filter(Boolean).join('\n'),
          )
          .join('\n\n');
        failures.push({
          file,
          name: test.fullName,
          message: message || 'It did not come to its end.',
        });
      }
    }
    for (const suite of module.children.allSuites()) {
      for (const error of suite.errors()) {
        failures.push({ file, name: suite.fullName, message: error.stack ?? error.message });
      }
    }
    this.#collector.file(file, passed, skipped, failures, module.diagnostic().duration);
  }

  onTestRunEnd(_: unknown, errors: readonly { message: string; stack?: string }[]): void {
    for (const { message, stack } of errors) this.#collector.trouble('vitest', stack ?? message);
    this.#collector.write();
  }
}

/** The places of a stack that are ours. */
function frames(stack: string | undefined): string {
  const lines = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return lines
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 4)
    .join('\n');
}
