import { type ImportedField, importedFields, type Mapping } from './mapping.ts';
import { type Preset, type PresetName, presets } from './presets.ts';

/** What a file must say for anything to be made of it. */
export const neededFields = ['id', 'reported'] as const;

/** A preset as it applies to a file with these columns. */
export function mappingBy(preset: Preset, columns: readonly string[]): Mapping {
  const named = new Map(columns.map((each) => [each.trim().toLowerCase(), each]));
  const found = importedFields.flatMap((field): [ImportedField, string][] => {
    const name = preset.columns[field]?.find((each) => named.has(each));
    const column = name === undefined ? undefined : named.get(name);
    return column === undefined ? [] : [[field, column]];
  });
  const used = new Set(found.map(([, column]) => column));
  const kept = preset.keep.flatMap((name) => named.get(name) ?? []);
  return {
    columns: Object.fromEntries(found),
    keep: kept.filter((each) => !used.has(each)),
    statuses: { ...preset.statuses },
    missing: [...preset.missing],
    levels: structuredClone(preset.levels ?? {}),
    values: {},
  };
}

/** The mapping that says most of these columns, and whose it is; the first of those that say as much. */
export function guessMapping(columns: readonly string[]): { preset: PresetName; mapping: Mapping } {
  const names = Object.keys(presets) as PresetName[];
  const guesses = names.map((preset) => ({ preset, mapping: mappingBy(presets[preset], columns) }));
  return guesses.reduce((best, each) => (said(each.mapping) > said(best.mapping) ? each : best));
}

/** How much a mapping says; without what is needed, nothing. */
function said({ columns }: Mapping): number {
  const isUsable = neededFields.every((field) => columns[field] !== undefined);
  return isUsable ? Object.keys(columns).length : 0;
}

/** Columns that a mapping leaves out. */
export function unusedColumns({ columns, keep }: Mapping, all: readonly string[]): string[] {
  const used = new Set([...Object.values(columns), ...keep]);
  return all.filter((each) => !used.has(each));
}
