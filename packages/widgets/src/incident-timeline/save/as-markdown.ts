import { formatInstant } from '../../base/intl.ts';
import { type SavedTimeline, savedEntryOf } from './saved-timeline.ts';

/** To read, or to paste where Markdown is read. What people wrote is quoted and means nothing but itself. */
export function asMarkdown({ head, entries, context, words }: SavedTimeline): string {
  const { messages, locale, desk } = context;
  const { incident, title, status, reporter } = head.incident;
  const about = [
    `${words.status}: ${escaped(status.name)}`,
    desk ? `${words.priority}: ${escaped(`${head.priority.id} ${head.priority.name}`)}` : '',
    escaped(reporter ? messages.reportedBy(reporter) : messages.reportedByVisitor),
  ];
  const lines = about.filter(Boolean).map((line) => `- ${line}`);
  const blocks = [`# ${incident}: ${escaped(title)}`, lines.join('\n')];
  let lastDay = '';
  for (const entry of entries) {
    const day = formatInstant(locale, entry.at, { dateStyle: 'full' });
    if (day !== lastDay) blocks.push(`## ${escaped(day)}`);
    lastDay = day;
    const { who, what, texts, files, isForDesk } = savedEntryOf(entry, context);
    const time = formatInstant(locale, entry.at, { timeStyle: 'long' });
    const by = who ? `**${escaped(who)}** ` : '';
    const hint = isForDesk ? ` (${escaped(words.columns.desk)})` : '';
    blocks.push(`${by}${escaped(what)}${hint}, ${escaped(time)}`, ...texts.map(quoted));
    if (files.length) blocks.push(`${words.files}: ${files.map(escaped).join(', ')}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

/** Lines stay lines; what stands before their first letter would else be code or a list. */
function quoted(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => {
    const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
    return '&nbsp;'.repeat(indent.length) + escaped(line.slice(indent.length));
  });
  return lines
    .map((line, index) => (line ? `> ${line}${lines[index + 1] ? '\\' : ''}` : '>'))
    .join('\n');
}

/** What could mean something: signs anywhere, others where a line begins. */
function escaped(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
