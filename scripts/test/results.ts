import { writeFileSync } from 'node:fs';

/** What a runner's reporter leaves in the file named by INCIDENT_KIT_TEST_RESULTS. */
export interface Results {
  passed: number;
  skipped: number;
  failures: Failure[];
}

export interface Failure {
  file: string;
  name: string;
  message: string;
}

/** Collects a run's results and says how it goes: one line a file. */
export class Collector {
  readonly #results: Results = { passed: 0, skipped: 0, failures: [] };

  file(file: string, passed: number, skipped: number, failures: Failure[], ms: number): void {
    this.#results.passed += passed;
    this.#results.skipped += skipped;
    this.#results.failures.push(...failures);
    const mark = failures.length > 0 ? '✗' : '✓';
    const counts = failures.length > 0 ? `${passed} passed, ${failures.length} failed` : passed;
    process.stdout.write(`  ${mark} ${file}: ${counts} (${(ms / 1000).toFixed(1)} s)\n`);
    for (const { name, message } of failures) {
      const indented = message.trim().replaceAll('\n', '\n      ');
      process.stdout.write(`    ✗ ${name}\n      ${indented}\n`);
    }
  }

  /** Something that went wrong outside of any test. */
  trouble(file: string, message: string): void {
    this.#results.failures.push({ file, name: 'outside of a test', message });
    process.stdout.write(`  ✗ ${file}\n      ${message.trim().replaceAll('\n', '\n      ')}\n`);
  }

  /** Only a run that came to its end leaves its results. */
  write(): void {
    const file = process.env.INCIDENT_KIT_TEST_RESULTS;
    if (file) writeFileSync(file, JSON.stringify(this.#results));
  }
}
