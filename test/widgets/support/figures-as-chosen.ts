import { expect } from '@open-wc/testing';
import type { IncidentMetrics } from '../../../packages/widgets/src/incident-metrics/incident-metrics.ts';
import type { ProcessMap } from '../../../packages/widgets/src/process-map/process-map.ts';
import {
  all,
  button,
  choose,
  find,
  focused,
  holdBack,
  press,
  says,
  show,
  textOf,
  unplug,
  until,
} from './stage.ts';

type Figures = IncidentMetrics | ProcessMap;

/**
 * What holds of whatever shows figures of a period that somebody chooses.
 * @param openerOf - what opens the incidents behind a number
 */
export function showsFiguresAsChosen(
  content: unknown,
  openerOf: (element: Figures) => HTMLElement,
): void {
  it('says of what it still is when another choice does not come, and tries again', async () => {
    const element = await show<Figures>(content, 'amir');
    const plug = unplug();
    try {
      await choose(element, '#days', '365');
      await says(element, /What is shown is still of: Last 30 days \(.+ to .+\)\./);
      expect(find(element, '.frame').ariaBusy).to.equal('false');
    } finally {
      plug();
    }
    await until(() => !textOf(element).includes('still of'), 'what was chosen has come');
    await says(element, /Last 12 months \(.+ to .+\)/);
  });

  it('is busy while another choice is on its way, however late an earlier one comes', async () => {
    const element = await show<Figures>(content, 'amir');
    const hold = holdBack();
    try {
      await choose(element, '#days', '365');
      expect(find(element, '.frame').ariaBusy).to.equal('true');
      expect(textOf(element)).to.include('Loading what you chose …');
      await choose(element, '#days', '90');
    } finally {
      hold();
    }
    await until(() => find(element, '.frame').ariaBusy === 'false', 'it is there');
    expect(textOf(element)).to.include('Last 90 days (').and.not.include('Last 12 months (');
  });

  it('opens what is behind a number at once, and says so when that does not come', async () => {
    const element = await show<Figures>(content, 'amir');
    const plug = unplug();
    try {
      openerOf(element).click();
      await element.updateComplete;
      expect(focused(element)?.className).to.equal('behind');
      await says(element, 'The incidents could not be loaded.');
    } finally {
      plug();
    }
    button(element, 'Try again').click();
    await until(() => all(element, '.incidents li').length > 0, 'they are there');
  });

  it('closes what is behind a number by Escape, and goes back to what opened it', async () => {
    const element = await show<Figures>(content, 'amir');
    const opener = openerOf(element);
    for (const leave of [
      () => press(element, find(element, '.behind'), 'Escape'),
      async () => button(element, 'Close').click(),
    ]) {
      opener.focus();
      opener.click();
      await until(() => all(element, '.incidents li').length > 0, 'they are there');
      await leave();
      await until(() => all(element, '.behind').length === 0, 'it is closed');
      expect(focused(element)).to.equal(opener);
    }
  });

  it('tells the page which of the incidents behind a number was chosen, and links to its page', async () => {
    const element = await show<Figures>(content, 'amir');
    openerOf(element).click();
    await until(() => all(element, '.incidents button').length > 0, 'they are there');
    const chosen: string[] = [];
    element.addEventListener('incident-selected', (event) => {
      chosen.push(event.detail.incident);
      event.preventDefault();
    });
    const first = find(element, '.incidents .reference');
    first.click();
    element.href = '/desk/{incident}';
    await element.updateComplete;
    const link = find<HTMLAnchorElement>(element, '.incidents a');
    expect(link.getAttribute('href')).to.equal(`/desk/${first.textContent}`);
    link.click();
    expect(chosen).to.deep.equal([first.textContent, first.textContent]);
  });
}
