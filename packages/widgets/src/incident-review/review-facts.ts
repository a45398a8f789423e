import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { format, formatInstant } from '../base/intl.ts';
import { formatSpan, grainOf } from '../base/spans.ts';
import type { IncidentReviewMessages } from '../locales/en/incident-review.ts';
import { type Answer, times } from './review-draft.ts';

export interface FactsModel {
  words: IncidentReviewMessages;
  locale: string;
  level: unknown;
}

/** What is true of the incident, as label and value. */
export function factsOf(
  { facts }: Answer,
  { words, locale }: Omit<FactsModel, 'level'>,
): [label: string, value: string][] {
  const happened = times.flatMap((each): [string, string][] => {
    const at = facts[each];
    if (at === null) return [];
    const ms = at - facts.detectedAt;
    const after = ms > 0 ? `, ${words.after(spanOf(locale, ms))}` : '';
    return [[words.times[each], `${formatInstant(locale, at)}${after}`]];
  });
  const missed = facts.missed.map((each) => words.targets[each]).join(', ');
  const count = (value: number) => format(Intl.NumberFormat, locale, {}, value);
  return [
    ...happened,
    [words.priority, facts.priority],
    [words.missed, missed || words.none],
    [words.affected, count(facts.affected)],
    [words.reopened, count(facts.reopened)],
  ];
}

function spanOf(locale: string, ms: number): string {
  const grain = grainOf(ms);
  return formatSpan(locale, Math.floor(ms / grain) * grain);
}

export function factsTemplate(answer: Answer, model: FactsModel): TemplateResult {
  const { words, level } = model;
  return html`
    <section>
      <h3 aria-level=${level}>${words.facts}</h3>
      <dl class="facts">
        ${factsOf(answer, model).map(
          ([label, value]) => html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`,
        )}
      </dl>
    </section>
    <section>
      <h3 aria-level=${level}>${words.involved}</h3>
      <ul class="rows">
        ${involvedOf(answer, words).map(
          ([role, name, count]) => html`
            <li>${role}: <bdi>${name}</bdi> <span class="hint">${count}</span></li>
          `,
        )}
      </ul>
    </section>
    <section>
      <h3 aria-level=${level}>${words.course}</h3>
      <ol class="course">${courseOf(answer, model).map(entryTemplate)}</ol>
    </section>
  `;
}

/** Who was involved: the role, the name, and how often. */
export function involvedOf(
  { involved }: Answer,
  words: IncidentReviewMessages,
): [role: string, name: string, times: string][] {
  return involved.map(({ role, name, times }) => [
    words.roles[role],
    name ?? words.somebody,
    words.involvedTimes(times),
  ]);
}

/** One thing that happened, in words. */
export interface CourseLine {
  when: string;
  what: string;
  who: string;
  text: string | null;
  /** Why not everybody may know of it; null where everybody may. */
  internal: string | null;
}

export function courseOf(
  { course }: Answer,
  { words, locale }: Omit<FactsModel, 'level'>,
): CourseLine[] {
  return course.map(({ at, kind, to, by, text, isInternal }) => ({
    when: formatInstant(locale, at),
    what: [words.kinds[kind], to && targetOf(kind, to, words)].filter(Boolean).join(': '),
    who: by.name ?? words.roles[by.role],
    text,
    internal: isInternal ? words.internal : null,
  }));
}

function targetOf(kind: string, to: string, { targets }: IncidentReviewMessages): string {
  return kind === 'breached' ? (targets[to as keyof typeof targets] ?? to) : to;
}

function entryTemplate({ when, what, who, text, internal }: CourseLine): TemplateResult {
  return html`
    <li class=${internal ? 'internal' : ''}>
      <p>
        <span class="hint">${when}</span>
        <b><bdi>${what}</bdi></b>
        <bdi class="hint">${who}</bdi>
        ${internal ? html`<span class="hint lock">${glyph(lockGlyph)}${internal}</span>` : nothing}
      </p>
      ${text ? html`<p class="said" lang="" dir="auto">${text}</p>` : nothing}
    </li>
  `;
}
