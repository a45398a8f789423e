import type { AlertRule } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { arrowDownGlyph } from '../base/glyphs/arrow-down.ts';
import { arrowUpGlyph } from '../base/glyphs/arrow-up.ts';
import { pencilGlyph } from '../base/glyphs/pencil.ts';
import { trash2Glyph } from '../base/glyphs/trash-2.ts';
import type { AlertRulesMessages } from '../locales/en/alert-rules.ts';

/** What rules can name, by its id. */
export interface Offered {
  impacts: readonly { id: string; name: string }[];
  urgencies: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string }[];
  categories: readonly { id: string; name: string }[];
}

export type RuleAct = 'edit' | 'up' | 'down' | 'remove';

interface RowModel {
  words: AlertRulesMessages;
  offered: Offered;
  level: unknown;
  /** Its place, from 1 on, and how many there are. */
  place: number;
  of: number;
  /** Whether it is not as it is in force. */
  isChanged: boolean;
  /** Undefined for whoever only reads. */
  act: ((act: RuleAct) => void) | undefined;
  /** In place of what it says, while it is edited. */
  form: unknown;
}

/** A rule in words: which alerts it is for, what becomes of them, and what can be done with it. */
export function ruleRow(rule: AlertRule, model: RowModel): TemplateResult {
  const { words, level, place, isChanged, form } = model;
  return html`
    <li class="rule ${isChanged ? 'changed' : ''}" part="rule" data-rule=${rule.id}>
      <div class="first">
        <h3 aria-level=${level} tabindex="-1">
          <span class="place">${words.place(place)}</span> <bdi>${rule.name}</bdi>
        </h3>
        ${isChanged ? html`<span class="mark">${words.isChanged}</span>` : nothing}
        ${model.act ? tools(rule, model, model.act) : nothing}
      </div>
      ${
        form === undefined
          ? html`
            <p class="when">${whenOf(rule, words)}</p>
            <p class="then">${thenOf(rule, model)}</p>
          `
          : form
      }
    </li>
  `;
}

function tools(
  { name }: AlertRule,
  { words, place, of }: RowModel,
  act: (act: RuleAct) => void,
): TemplateResult {
  const button = (what: RuleAct, icon: Parameters<typeof glyph>[0], isOff = false) => html`
    <button
      type="button"
      class="plain ${what}"
      aria-label=${words.actOf(words.acts[what], name)}
      title=${words.acts[what]}
      aria-disabled=${isOff}
      @click=${() => {
        if (!isOff) act(what);
      }}
    >
      ${glyph(icon)}
    </button>
  `;
  return html`
    <div class="tools">
      ${button('up', arrowUpGlyph, place === 1)} ${button('down', arrowDownGlyph, place === of)}
      ${button('edit', pencilGlyph)} ${button('remove', trash2Glyph)}
    </div>
  `;
}

/** Which alerts it is for. */
export function whenOf({ when }: Pick<AlertRule, 'when'>, words: AlertRulesMessages): string {
  const { source, severity, labels = {}, text } = when;
  const conditions = [
    ...(source ? [words.ifSource(source)] : []),
    ...(severity ? [words.ifSeverity(severity)] : []),
    ...Object.entries(labels).map(([label, values]) => words.ifLabel(label, values)),
    ...(text ? [words.ifText(text)] : []),
  ];
  return conditions.length === 0 ? words.always : words.when(conditions);
}

/** What becomes of them. */
function thenOf({ outcome }: AlertRule, { words, offered }: RowModel): string {
  const { raise, impact, urgency, service, category, groupBy, threshold, pauseMs } = outcome;
  if (!raise) return words.onlyListed;
  const named = (of: readonly { id: string; name: string }[], id: string) =>
    of.find((each) => each.id === id)?.name ?? id;
  return [
    words.grouped(groupBy),
    ...(threshold > 1 ? [words.threshold(threshold)] : []),
    ...(pauseMs > 0 ? [words.paused(pauseMs / 60_000)] : []),
    ...(service ? [words.ofService(named(offered.services, service))] : []),
    ...(category ? [words.ofCategory(named(offered.categories, category))] : []),
    ...(impact ? [words.withImpact(named(offered.impacts, impact))] : []),
    ...(urgency ? [words.withUrgency(named(offered.urgencies, urgency))] : []),
  ].join(' ');
}
