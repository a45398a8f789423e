import { html, nothing, type TemplateResult } from 'lit';
import { percent, span, whole } from '../base/figures/say.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { notice } from '../base/notice.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { PublicFiguresMessages } from '../locales/en/public-figures.ts';
import { day } from './card-model.ts';
import type { PublicAnswer } from './figures.ts';

type Service = PublicAnswer['services'][number];
type Bounds = Service['timeToResolve']['medianInterval'];

export interface StripModel {
  answer: PublicAnswer;
  words: IncidentMetricsMessages & PublicFiguresMessages;
  locale: string;
  heading: string | undefined;
  headingLevel: number | undefined;
  /** Only this one; all that are told without it. */
  figure: unknown;
  /** Only this one; all that the site shows without it. */
  service: unknown;
  /** Whether what is shown may be out of date. */
  isStale: boolean;
}

/** How services were looked after, one below the other: a few numbers each, and nothing to press. */
export function publicStrip(model: StripModel): TemplateResult {
  const { answer, words, locale, isStale } = model;
  const heading = model.heading ?? words.title;
  const services = servicesOf(answer, model.service);
  const days = Math.round((answer.to - answer.from) / dayMs);
  const dates = words.dates(day(locale, answer.from), day(locale, answer.to));
  return html`
    <div class="frame public">
      <header>
        ${heading ? html`<h2 aria-level=${headingLevel(model.headingLevel)}>${heading}</h2>` : nothing}
        <p class="hint">${words.lastDays(days)}, ${dates}</p>
      </header>
      ${isStale ? notice('warning', cloudOffGlyph, words.offline) : nothing}
      ${services.length === 0 ? noServices(model) : nothing}
      <ul class="services">
        ${services.map((each) => serviceRow(each, model))}
      </ul>
    </div>
  `;
}

/** Whether there is a number in it, of the services that are shown. */
export function tellsSomething(answer: PublicAnswer, service: unknown): boolean {
  return servicesOf(answer, service).some(hasNumbers);
}

/** A sentence, and below it what one can do about it. */
export function explained(sentence: string, howTo: string): TemplateResult {
  return html`
    <p>${sentence}</p>
    <p class="hint">${howTo}</p>
  `;
}

const dayMs = 86_400_000;

function servicesOf({ services }: PublicAnswer, service: unknown): Service[] {
  const only = String(service ?? '').trim();
  return only ? services.filter((each) => each.service === only) : services;
}

function hasNumbers({ timeToResolve, answeredInTime, resolvedInTime }: Service): boolean {
  return timeToResolve.n + answeredInTime.n + resolvedInTime.n > 0;
}

function noServices({ answer, words }: StripModel): TemplateResult {
  const sentence = answer.services.length > 0 ? words.otherService : words.noService;
  return notice('', circleDashedGlyph, explained(sentence, words.howToShow));
}

function serviceRow(service: Service, model: StripModel): TemplateResult {
  const { words } = model;
  const all = figuresOf(service, model);
  const chosen = all.filter(({ name }) => name === model.figure);
  const shown = chosen.length > 0 ? chosen : all;
  return html`
    <li part="service">
      <h3 class="name" aria-level=${headingLevel(model.headingLevel, 1)}>${service.name}</h3>
      ${
        hasNumbers(service)
          ? html`<dl>${shown.map((each) => figure(each, words))}</dl>`
          : html`<p class="hint">${words.nothing}</p>`
      }
    </li>
  `;
}

interface Told {
  name: string;
  /** Null for too little to tell it from. */
  value: string | null;
  /** Of how many incidents it is, and how sure. */
  hints: string[];
}

function figure({ name, value, hints }: Told, words: StripModel['words']): TemplateResult {
  return html`
    <div part="figure">
      <dt>${words.figures[name] ?? name}</dt>
      ${
        value === null
          ? html`<dd class="hint none">${words.notEnough}</dd>`
          : html`
            <dd class="value">${value}</dd>
            <dd class="hint">${hints.map((each) => html`<span>${each}</span> `)}</dd>
          `
      }
    </div>
  `;
}

function figuresOf(service: Service, { words, locale }: StripModel): Told[] {
  const sure = ({ low, high }: Bounds, say: (locale: string, each: number) => string) => {
    const said = (each: number | null) => (each === null ? null : say(locale, each));
    return low === null && high === null ? words.tooFew : words.interval(said(low), said(high));
  };
  const share = (name: string, { n, count, share, interval }: Service['answeredInTime']): Told => ({
    name,
    value: share === null ? null : percent(locale, share),
    hints: [words.partOf(whole(locale, count), whole(locale, n), n), sure(interval, percent)],
  });
  const { n, median, medianInterval } = service.timeToResolve;
  return [
    {
      name: 'time-to-resolve',
      value: median === null ? null : span(locale, median),
      hints: [words.half(whole(locale, n), n), sure(medianInterval, span)],
    },
    share('response-met', service.answeredInTime),
    share('resolution-met', service.resolvedInTime),
  ];
}
