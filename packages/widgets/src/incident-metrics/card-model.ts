import type { TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { Answer, Figure, FigureName, Flow, FlowPart, Narrowed, Point } from './figures.ts';
import type { GroupName } from './groups.ts';

/** What is loaded after the figures, see later.ts. */
export interface Later {
  figureTable(name: FigureName, figure: Figure, model: CardModel): TemplateResult;
  overview(group: GroupName, model: CardModel, flow: Flow | undefined): unknown;
}

export interface CardModel {
  answer: Answer;
  words: IncidentMetricsMessages;
  locale: string;
  /** Of a figure's heading, see `headingLevel`. */
  level: unknown;
  /** What is loaded after the figures; undefined until it has come. */
  later: Later | undefined;
  /** Shows the incidents behind a figure, or behind a part of it that `part` names. */
  open(name: FigureName, narrowed?: Narrowed, part?: string): void;
  /** The same of a part of the flow between teams. */
  openFlow(part: FlowPart, what: string): void;
}

/** A point has those of its days. */
export function openPoint(
  name: FigureName,
  { from, to, n }: Point,
  { locale, open }: CardModel,
): void {
  if (n > 0) open(name, { from, to }, day(locale, from));
}

export function day(locale: string, at: number): string {
  return formatInstant(locale, at, { day: 'numeric', month: 'short', year: 'numeric' });
}
