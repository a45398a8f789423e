import { format } from '../../base/intl.ts';
import { page } from '../../client/settings.ts';
import { type SavedTimeline, savedEntryOf } from './saved-timeline.ts';

/** What a spreadsheet would take for a formula, or what it drops before it does; full width as well. */
const formula = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** For spreadsheets: UTF-8 with a mark at the beginning, lines and quotes as in RFC 4180, and nothing that computes. */
export function asCsv({ entries, context, words }: SavedTimeline): string {
  const { columns } = words;
  const { locale, desk } = context;
  const timeZone = page.zones?.[locale as string];
  const zone = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // In Sweden times are written as ISO has them, which spreadsheets read in every language.
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
  const heads = [columns.time(zone), columns.utc, columns.who, columns.what, columns.text];
  const rows = entries.map((entry) => {
    const { who, what, texts, files, isForDesk } = savedEntryOf(entry, context);
    const cells = [
      format(Intl.DateTimeFormat, 'sv-SE', options, entry.at),
      new Date(entry.at).toISOString(),
      who,
      what,
      texts.join('\n'),
      files.join('\n'),
    ];
    return desk ? [...cells, isForDesk ? words.yes : ''] : cells;
  });
  const all = [[...heads, columns.files, ...(desk ? [columns.desk] : [])], ...rows];
  return `\ufeff${all.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
