import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { notice } from '../base/notice.ts';
import { composerTemplate } from './composer.ts';
import { headerTemplate } from './header.ts';
import type { NoteDraft } from './note-draft.ts';
import { isItFixedTemplate, openFormTemplate, type Question } from './question.ts';
import { type Story, storyTemplate } from './story.ts';

/** All that is seen of an incident. */
export interface Timeline extends Question, Omit<Story, 'now'> {
  note: NoteDraft;
  /** The form of the desk that is open; nothing without one. */
  deskForm: unknown;
  /** The boxes in which the desk writes; undefined until they have come. */
  deskComposer: unknown;
  /** Where files are attached to the note; nothing where none may be. */
  files(): unknown;
  /** What a screen reader is told now. */
  announcement: string;
  /** Whether what is shown may be out of date. */
  isStale: boolean;
  /** Whether what happens shows by itself. */
  isLive: boolean;
  /** Something was typed or chosen. */
  onChange(): void;
  onSendNote(): void;
}

/** From top to bottom: how it stands, what somebody is asked, what happened, and the box for a note. */
export function timelineTemplate(model: Timeline): TemplateResult {
  const { head, feed, flow, messages, allowedActions } = model;
  return html`
    <div class="frame" ?data-whole=${feed.earlier === null}>
      ${headerTemplate(model)}
      ${model.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
      ${model.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
      <div class="slot" role="alert">
        ${flow.problem ? notice('danger', circleAlertGlyph, flow.problem) : nothing}
      </div>
      ${model.deskForm ?? openFormTemplate(model)}
      <section class="story" tabindex="-1" aria-label=${messages.label(head.incident.incident)}>
        ${storyTemplate(model)}
      </section>
      ${isItFixedTemplate(model)}
      ${
        allowedActions.has('add-internal-note')
          ? (model.deskComposer ?? html`<div class="composer" aria-busy="true"></div>`)
          : allowedActions.has('add-note')
            ? composerTemplate({
                messages,
                note: model.note,
                isSending: flow.busy === 'note',
                files: model.files(),
                onChange: model.onChange,
                onSend: model.onSendNote,
              })
            : nothing
      }
      <p class="quiet" role="status" dir="auto">${model.announcement}</p>
    </div>
  `;
}
