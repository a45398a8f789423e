import { unusedColumns } from '../domain/import/guess-mapping.ts';
import { longestId } from '../domain/import/imported-row.ts';
import { importedFields, type Mapping } from '../domain/import/mapping.ts';
import type { ImportReport, RefusedRow } from '../operations/import/import-report.ts';
import { describeWords } from './describe-words.ts';

/** Refused rows that are printed. */
const mostShown = 20;

/** Which column becomes what, for whoever has to say whether that is right. */
export function describeMapping(mapping: Mapping, all: readonly string[]): string {
  const lines = importedFields.flatMap((field) => {
    const column = mapping.columns[field];
    return column === undefined ? [] : [`  ${field.padEnd(12)} ${column}`];
  });
  const kept = mapping.keep.length > 0 ? [`  kept as text ${mapping.keep.join(', ')}`] : [];
  const unused = unusedColumns(mapping, all);
  const left = unused.length > 0 ? [`  left out     ${unused.join(', ')}`] : [];
  return `${['Columns:', ...lines, ...kept, ...left].join('\n')}\n`;
}

export function describeReport(
  report: ImportReport,
  { source, isDryRun }: { source: string; isDryRun: boolean },
): string {
  const { rows, imported, merged, known, refused, events, dateOrder } = report;
  const count = (value: number) => value.toLocaleString('en');
  const lines = [
    isDryRun ? 'A dry run: nothing was written. It would be:' : 'Imported.',
    `  source     ${source}  what the ids are ids of`,
    `  rows       ${count(rows)}`,
    `  imported   ${count(imported)}  each began an incident`,
    `  merged     ${count(merged)}  of an incident that is there; ${count(known)} of them say nothing new`,
    `  refused    ${count(refused)}`,
    `  incidents  ${count(report.incidents)}`,
    `  events     ${count(events)}  ${isDryRun ? 'would be written' : 'written'}`,
    ...(dateOrder ? [`  dates      ${dateOrder}, by all of them`] : []),
    ...report.unknownStatuses.map(
      ({ status, rows: times, line }) =>
        `The status “${status}” (${count(times)} rows, the first in line ${line}) is in no mapping: ` +
        'it was left as it was before.',
    ),
    ...describeWords(report.unexplainedWords),
    ...report.refusals.slice(0, mostShown).map(describeRefusal),
    ...(refused > mostShown
      ? [`… and ${count(refused - mostShown)} more: --refused FILE names all of them.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

export function describeRefusal(refused: RefusedRow): string {
  return `Line ${refused.line}: ${inWords(refused)}`;
}

/** Why a row is not taken. */
export function inWords({ problem }: Pick<RefusedRow, 'problem'>): string {
  if (problem === 'no-id') return 'it does not say which incident it is of.';
  if (problem === 'no-reported-time') return 'it does not say when the incident was reported.';
  if (problem === 'no-object') return 'it is no JSON object.';
  if (problem === 'older-than-known') {
    return 'it is older than what is known of its incident, and says otherwise: import the oldest export first.';
  }
  if ('tooLong' in problem) {
    return `“${problem.tooLong.slice(0, 40)}…” is longer than an id may be (${longestId} characters).`;
  }
  if ('wanted' in problem) {
    return `it has ${problem.found} columns, and the head has ${problem.wanted}.`;
  }
  if ('openUpTo' in problem) {
    return `a quote in it is not closed where its cell ends: what stands up to line ${problem.openUpTo} was read with it.`;
  }
  if ('unreadableTime' in problem) {
    return `“${problem.unreadableTime}” in ${problem.column} is no time.`;
  }
  return `“${problem.inTheFuture}” in ${problem.column} is still to come.`;
}
