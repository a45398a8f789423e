import type { Context } from 'hono';
import { limits } from '../../domain/limits.ts';
import {
  type Answering,
  answerFixed,
  type FixedAsked,
  readFixedAsked,
} from '../../operations/reporters/answer-fixed.ts';
import type { FixedAnswer } from '../../operations/reporters/reporter-links.ts';
import { onBehalf } from '../on-behalf.ts';
import { asPage } from '../pages/as-page.ts';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { linkNotGood, tokenOf } from '../pages/link-page.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/** What “Is it fixed?” in a mail leads to: GET shows it, as programs that scan mails open every link, and POST answers. */
export const reporterAnswers: readonly OpenRoute[] = [...pagesOf('fixed'), ...pagesOf('not-fixed')];

function pagesOf(answer: FixedAnswer): OpenRoute[] {
  const path = `/reports/${answer}/:token`;
  return [
    {
      method: 'GET',
      path,
      permission: 'link',
      handle: (context, services) =>
        asPage(async () =>
          pageOf(answer, await readFixedAsked(services, answer, tokenOf(context))),
        ),
    },
    {
      method: 'POST',
      path,
      permission: 'link',
      handle: (context, services) =>
        asPage(async () => {
          const text = new URLSearchParams(await context.req.text()).get('text') ?? '';
          const given = { token: tokenOf(context), text: text.trim() };
          return pageOf(answer, await answerFixed(answering(context, services), answer, given));
        }),
    },
  ];
}

function answering(context: Context, services: Services): Answering {
  const { links, sites, now } = services;
  return { ...onBehalf(context, services), links, sites, now };
}

function pageOf(answer: FixedAnswer, asked: FixedAsked | null): Response {
  if (!asked) {
    return linkNotGood(
      'It may be cut off, or too old. Use the one of a newer mail, or ask the service desk how it stands.',
    );
  }
  const { incident, state } = asked;
  if (state === 'asked') return answer === 'fixed' ? askWhetherFixed(incident) : askWhy(incident);
  const [title, next] = outcomes[state];
  return htmlPage({ title: `${incident} ${title}`, body: `<p>${next}</p>` });
}

const outcomes: Record<Exclude<FixedAsked['state'], 'asked'>, readonly [string, string]> = {
  confirmed: ['is closed', 'It was said to be fixed: thank you. If it comes back, report it anew.'],
  over: [
    'was closed already',
    'If it is not fixed, report it anew, and write the number of this incident into your report.',
  ],
  'under-way': [
    'is worked on again',
    'There is nothing more to do for you. The service desk goes on with it.',
  ],
  'asked-again': [
    'was resolved again since',
    'This mail is of the time before. Answer with the link of the newest mail.',
  ],
};

function askWhetherFixed(incident: string): Response {
  return htmlPage({
    title: `Is ${incident} fixed?`,
    body: `<p>If it is, ${escapeHtml(incident)} is closed.</p>
      <form method="post"><p><button type="submit">Yes, it is fixed</button></p></form>`,
  });
}

function askWhy(incident: string): Response {
  return htmlPage({
    title: `Is ${incident} not fixed?`,
    body: `<p>The service desk then goes on with ${escapeHtml(incident)}.</p>
      <form method="post">
        <p><label for="text">What is still wrong? You may leave it empty.</label></p>
        <p><textarea id="text" name="text" rows="5" maxlength="${limits.note.max}"></textarea></p>
        <p><button type="submit">No, it is not fixed</button></p>
      </form>`,
  });
}
