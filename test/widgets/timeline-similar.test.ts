import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  reported,
  show,
  someone,
  textOf,
  until,
} from './support/stage.ts';

const title = 'The plotter on the ninth floor jams';

const shown = (incident: string, who: string) =>
  show<IncidentTimeline>(
    html`<incident-timeline incident=${incident}></incident-timeline>`,
    who as 'grace',
  );

/** Two that were resolved alike, and one that is like them. */
async function three(): Promise<string[]> {
  await freshServer();
  const incidents = [await reported(title), await reported(title), await reported(title)];
  for (const incident of incidents.slice(0, 2)) {
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({
        incident,
        code: 'workaround',
        text: `Use the other (${incident})`,
      }),
    );
  }
  return incidents;
}

const button = (timeline: IncidentTimeline) => find(timeline, '.similar [aria-expanded]');

describe('incidents that are like the one that is shown', () => {
  afterEach(clear);

  it('SIM-3: are told to the desk in a line with what helped, and opened with how each ended', async () => {
    const [first, second, third = ''] = await three();
    const timeline = await shown(third, 'grace');
    await until(() => all(timeline, '.similar').length === 1, 'it has come');
    expect(find(timeline, '.similar').textContent).to.match(
      /2 similar incidents\s+What helped before: There is a way around it/,
    );
    button(timeline).focus();
    button(timeline).click();
    await until(() => all(timeline, '#similar li').length === 2);
    expect(focused(timeline)).to.equal(button(timeline));
    expect(button(timeline).ariaExpanded).to.equal('true');
    expect(textOf(timeline)).to.include(
      `2 of 2 that were resolved ended so: ${second} and ${first}.`,
    );
    expect(textOf(timeline)).to.include(`Use the other (${first})`);
    await isAccessible(timeline);
    const selected = next(timeline, 'incident-selected');
    find(timeline, '#similar li button').click();
    expect((await selected).detail).to.deep.equal({ incident: second, intent: 'open' });
    button(timeline).click();
    await until(() => all(timeline, '#similar').length === 0, 'it is closed');
  });

  it('KB-7: of a resolved one an article is made, which is offered to be linked beside the others', async () => {
    const [first = '', , third = ''] = await three();
    const resolved = await shown(first, 'grace');
    const opener = (timeline: IncidentTimeline) => find(timeline, '.articles [aria-expanded]');
    await until(() => all(resolved, '.articles').length === 1, 'it has come');
    opener(resolved).click();
    await until(() => all(resolved, '#articles > p button').length === 1, 'it is open');
    const selected = next(resolved, 'article-selected');
    find(resolved, '#articles > p button').click();
    expect((await selected).detail).to.deep.equal({ article: 'KB-1' });
    await until(() => textOf(resolved).includes('KB-1 is a draft'), 'it is said');
    const open = await shown(third, 'grace');
    await until(() => all(open, '.articles').length === 1, 'it has come');
    opener(open).click();
    await until(() => all(open, '#articles li').length === 1, 'it is offered');
    find(open, '#articles li button:last-of-type').click();
    await until(() => find(open, '#articles').textContent?.includes('Linked') === true, 'linked');
    await isAccessible(open);
  });

  it('are told to nobody who reported one, nor where there are none', async () => {
    const [, , third = ''] = await three();
    const other = await reported('Keyboard without letters');
    const desk = await shown(other, 'grace');
    await until(() => all(desk, '.clocks').length > 0);
    const mine = await shown(third, 'rosa');
    await until(() => textOf(mine).includes(title));
    await someone('grace').call((api) => api.incidents.similar.query({ incident: other }));
    expect([...all(desk, '.similar'), ...all(mine, '.similar')]).to.have.length(0);
  });
});
