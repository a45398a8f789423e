/** Runs in the page that is photographed: puts stories on it, as Storybook would. */
import { nothing, render } from 'lit';
import * as rules from '../../../../stories/alert-rules.stories.ts';
import * as sources from '../../../../stories/alert-sources.stories.ts';
import * as learning from '../../../../stories/incident-learning.stories.ts';
import * as list from '../../../../stories/incident-list.stories.ts';
import * as metrics from '../../../../stories/incident-metrics.stories.ts';
import * as bell from '../../../../stories/incident-notifications.stories.ts';
import * as report from '../../../../stories/incident-report.stories.ts';
import * as review from '../../../../stories/incident-review.stories.ts';
import * as timeline from '../../../../stories/incident-timeline.stories.ts';
import * as article from '../../../../stories/knowledge-article.stories.ts';
import * as knowledge from '../../../../stories/knowledge-search.stories.ts';
import * as onCall from '../../../../stories/on-call.stories.ts';
import * as matrix from '../../../../stories/priority-matrix.stories.ts';
import * as problems from '../../../../stories/problem-list.stories.ts';
import * as problem from '../../../../stories/problem-record.stories.ts';
import * as processMap from '../../../../stories/process-map.stories.ts';
import * as messages from '../../../../stories/sent-messages.stories.ts';
import * as objectives from '../../../../stories/service-objectives.stories.ts';
import * as anomalies from '../../../../stories/signal-anomalies.stories.ts';
import * as badge from '../../../../stories/sla-badge.stories.ts';
import type { Sheet } from './sheets.ts';

interface Story {
  component?: string;
  render?: (args: object) => unknown;
  args?: object;
  play?: (context: { canvasElement: HTMLElement }) => void | Promise<void>;
  parameters?: { state?: string };
}

const modules: Record<string, Record<string, unknown>> = {
  'alert-rules': rules,
  'alert-sources': sources,
  'incident-list': list,
  'incident-metrics': metrics,
  'incident-notifications': bell,
  'incident-report': report,
  'incident-review': review,
  'incident-timeline': timeline,
  'incident-learning': learning,
  'knowledge-article': article,
  'knowledge-search': knowledge,
  'on-call': onCall,
  'priority-matrix': matrix,
  'problem-list': problems,
  'problem-record': problem,
  'process-map': processMap,
  'sent-messages': messages,
  'service-objectives': objectives,
  'signal-anomalies': anomalies,
  'sla-badge': badge,
};

declare global {
  /** Shows these stories in place of others, and resolves when each has come to its state. */
  var showStories: (sheet: Pick<Sheet, 'name' | 'stories'>) => Promise<void>;
}

globalThis.showStories = async ({ name: sheet, stories }) => {
  const main = document.querySelector('main') as HTMLElement;
  for (const place of main.querySelectorAll<HTMLElement>(':scope > div')) render(nothing, place);
  main.replaceChildren();
  main.className = sheet;
  for (const [element, name] of stories) {
    const module = modules[element];
    const meta = module?.default as Story;
    const story = module?.[name] as Story | undefined;
    if (!story) throw new Error(`There is no story ${name} of <${element}>.`);
    const place = document.createElement('div');
    main.append(place);
    render((story.render ?? meta.render)?.({ ...meta.args, ...story.args }), place);
    await story.play?.({ canvasElement: place });
    const state = story.parameters?.state;
    const shown = place.querySelector(element);
    while (!shown?.matches(state ? `:state(${state})` : ':not(:state(loading))')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  await document.fonts.ready;
};
