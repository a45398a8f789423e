import type { Incident } from '../incident/state.ts';
import { limits } from '../limits.ts';
import type { ArticleText } from './events.ts';

/** What the parts of a draft are called, in the language that it is to be in. */
export interface DraftHeadings {
  symptoms: string;
  cause: string;
  steps: string;
}

/**
 * A draft of an article from how an incident was resolved. What its reporter described is left out: it is about them,
 * and whoever edits the draft has the incident beside it. Only the title is theirs, as there would be nothing to find it
 * by otherwise.
 */
export function draftOf(
  { title, resolved, links }: Pick<Incident, 'title' | 'resolved' | 'links'>,
  headings: DraftHeadings,
): ArticleText {
  const causes = links.filter(({ kind }) => kind === 'problem' || kind === 'change');
  const parts = [
    [headings.symptoms, `- ${title}`],
    [headings.cause, causes.map(({ target }) => `- ${target}`).join('\n')],
    [headings.steps, stepsOf(resolved?.text ?? '')],
  ];
  const body = parts.map(([heading, text]) => `## ${heading}\n\n${text}`.trim()).join('\n\n');
  return { title, body: body.slice(0, limits.articleBody.max) };
}

/** Lines become steps, unless there is only one or they are a list already. */
function stepsOf(text: string): string {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  if (lines.length < 2 || lines.some((line) => /^([-*+]|\d+[.)])\s/.test(line))) return text;
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}
