import { formatInstant } from '../base/intl.ts';
import type { IncidentReviewMessages } from '../locales/en/incident-review.ts';
import { type Answer, sections } from './review-draft.ts';
import { courseOf, factsOf, involvedOf } from './review-facts.ts';

/** The review as Markdown, to be kept elsewhere. */
export function reviewMarkdown(
  answer: Answer,
  words: IncidentReviewMessages,
  locale: string,
): string {
  const { incident, facts, review } = answer;
  const model = { words, locale };
  const actions = review?.actions ?? [];
  const written = sections.flatMap((each) => [
    `## ${words.sections[each]}`,
    review?.[each].trim() || words.notWritten,
  ]);
  return `${[
    `# ${words.heading(incident)}`,
    plain(facts.title),
    `## ${words.facts}`,
    factsOf(answer, model)
      .map(([label, value]) => `- **${label}:** ${plain(value)}`)
      .join('\n'),
    `## ${words.involved}`,
    involvedOf(answer, words)
      .map(([role, name, times]) => `- ${role}: ${plain(name)} (${times})`)
      .join('\n'),
    ...written,
    `## ${words.actions}`,
    actions.map((each) => actionLine(each, words, locale)).join('\n') || words.noActions,
    `## ${words.course}`,
    courseOf(answer, model)
      .map(({ when, what, who, text, internal }) => {
        const marked = internal ? ` _(${internal})_` : '';
        const said = text ? `: ${plain(text)}` : '';
        return `- ${when} · **${plain(what)}** · ${plain(who)}${marked}${said}`;
      })
      .join('\n'),
  ].join('\n\n')}\n`;
}

function actionLine(
  { what, owner, due, isDone }: NonNullable<Answer['review']>['actions'][number],
  words: IncidentReviewMessages,
  locale: string,
): string {
  const who = owner ? [owner.name ?? owner.id] : [];
  const until = due ? [`${words.action.due} ${dayOf(locale, due)}`] : [];
  const rest = [...who, ...until].map(plain).join(', ');
  return `- [${isDone ? 'x' : ' '}] ${plain(what)}${rest ? ` (${rest})` : ''}`;
}

/** A day as it is called, whatever the zone of whoever reads it. */
export function dayOf(locale: string, day: string): string {
  const options = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return formatInstant(locale, Date.parse(`${day}T00:00Z`), options);
}

/** Words of people in one line, in which nothing is a sign of Markdown. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
}
