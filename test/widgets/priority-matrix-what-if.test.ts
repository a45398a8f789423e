import type { PriorityMatrix as Matrix } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { withCell } from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import { PastReplay } from '../../packages/widgets/src/priority-matrix/editor/what-if/past-replay.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { world } from '../../stories/support.ts';
import { current, edited, setCell } from './support/matrix.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  reported,
  says,
  someone,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

const open = 'Try it on past incidents';

/** Tries what was changed on past incidents, and waits for what comes of it. */
async function tried(matrix: PriorityMatrix, words: string | RegExp): Promise<void> {
  if (!all(matrix, '.what-if').length) {
    await until(() => all(matrix, '.publish').length === 1);
    button(matrix, open).click();
    await until(() => focused(matrix)?.id === 'what-if-heading');
  }
  find(matrix, '.what-if .start').click();
  await says(matrix, words);
}

async function change(matrix: PriorityMatrix, selector: string, value: string): Promise<void> {
  const field = find<HTMLInputElement>(matrix, selector);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await matrix.updateComplete;
}

async function settings(matrix: PriorityMatrix): Promise<void> {
  button(matrix, 'Edit levels and priorities').click();
  await until(() => all(matrix, '.edits').length === 1);
}

const rowsOf = (matrix: PriorityMatrix, caption: string) => {
  const table = all(matrix, '.picture').find((each) => each.textContent?.includes(caption));
  return [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th, td:not(.bars)')]
      .map((each) => each.textContent?.replace(/\s+/g, ' ').trim())
      .join(' | '),
  );
};

describe('<priority-matrix> tried on incidents of which some missed their targets', () => {
  afterEach(clear);

  it('counts what is missed and is not, and lists only those that are asked for', async () => {
    const matrix = await edited();
    // More time for the most pressing, which were the only ones that are old enough.
    await setCell(matrix, 'high/high', '4');
    await tried(matrix, /incidents? would be different/);
    const [, resolution = ''] = rowsOf(matrix, 'Missed targets');
    const [, before, after, difference] = resolution.split(' | ');
    expect(Number(before)).to.be.greaterThan(Number(after));
    expect(difference).to.equal(`−${Number(before) - Number(after)}`);
    button(matrix, 'Newly missed 0').click();
    await says(matrix, 'None of them.');
    const filter = button(matrix, 'No longer missed');
    filter.click();
    await until(() => filter.ariaPressed === 'true' && all(matrix, '.incidents li').length > 0);
    const rows = all(matrix, '.incidents li').map((each) => each.textContent ?? '');
    expect(rows.every((each) => /: missed → (?!missed)/.test(each))).to.equal(true);
    const missed = rows.find((each) => each.includes(`${world.incidents.missed}`)) ?? '';
    expect(missed).to.include('Resolution: missed → met');
    await isAccessible(matrix);
  });
});

describe('<priority-matrix> tried on past incidents', () => {
  before(freshServer);
  afterEach(clear);

  it('says so when there was none', async () => {
    const matrix = await edited();
    await setCell(matrix, 'medium/medium', '1');
    await tried(matrix, 'No incident was reported in this time. Choose a longer one.');
    await isAccessible(matrix);
  });

  it('shows what a draft would have made of them, in numbers and one by one, and publishes nothing', async () => {
    const first = await reported('The lift is stuck');
    const second = await reported('The door is open');
    const { version } = await current();
    const matrix = await edited();
    await setCell(matrix, 'medium/medium', '1');
    await tried(matrix, '2 of 2 incidents would be different.');
    expect(rowsOf(matrix, 'Incidents by priority')).to.deep.equal([
      'P1 Critical | 0 | 2 | +2',
      'P2 High | 0 | 0 | same',
      'P3 Medium | 2 | 0 | −2',
      'P4 Low | 0 | 0 | same',
    ]);
    const rows = all(matrix, '.incidents li').map((each) => each.textContent?.replace(/\s+/g, ' '));
    expect(rows[0]).to.include(`${second} The door is open P3 → P1`);
    expect(rows[1]).to.include(`${first} The lift is stuck P3 → P1`);
    await isAccessible(matrix);
    const selected = next(matrix, 'incident-selected');
    button(matrix, second).click();
    const { detail, cancelable } = await selected;
    expect([detail, cancelable]).to.deep.equal([{ incident: second, intent: 'open' }, true]);
    // Where each has a page, it leads there, unless the page says otherwise.
    matrix.href = '/desk/{incident}';
    await until(() => all(matrix, '.incidents a').length === 2);
    const link = find<HTMLAnchorElement>(matrix, '.incidents a');
    expect(link.getAttribute('href')).to.equal(`/desk/${second}`);
    matrix.addEventListener('incident-selected', (event) => event.preventDefault(), { once: true });
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).to.equal(true);
    matrix.href = 'javascript:alert(1)//{incident}';
    await until(() => all(matrix, '.incidents button.open').length === 2);
    await isAccessible(matrix);
    expect((await current()).version).to.equal(version);
    // What is drawn is said by the numbers beside it.
    expect(all(matrix, '.bars i').every((bar) => bar.closest('[aria-hidden=true]'))).to.equal(true);
  });

  it('says so when nothing would be different', async () => {
    const matrix = await edited();
    await setCell(matrix, 'low/low', '3');
    await tried(matrix, 'Nothing would be different for any of 2 incidents.');
    await isAccessible(matrix);
  });

  it('says of whom nobody knows, as the draft has not what they have', async () => {
    const matrix = await edited();
    await settings(matrix);
    find(matrix, '[aria-label="Remove Medium impact"]').click();
    await until(() => all(matrix, '.publish').length === 1);
    await tried(
      matrix,
      '2 incidents have the impact “Medium”, which your matrix does not have: nobody knows what they would be.',
    );
  });

  it('cannot be asked with a hole, says what is refused, and what is of an earlier draft', async () => {
    const matrix = await edited();
    await setCell(matrix, 'medium/medium', '2');
    await tried(matrix, '2 of 2 incidents would be different.');
    await setCell(matrix, 'medium/medium', '1');
    await says(matrix, 'You have changed the matrix since.');
    await settings(matrix);
    await change(matrix, '[data-item="priorities/P4"] [data-field=name]', '');
    await tried(matrix, 'The server does not try this.');
    find(matrix, '[aria-label="Remove P2"]').click();
    await until(() => focused(matrix)?.id === 'cells-get');
    await change(matrix, '#cells-get', '');
    button(matrix, 'Remove it').click();
    await says(matrix, 'Every cell needs a priority before this can be tried.');
    expect(find(matrix, '.what-if .start').ariaDisabled).to.equal('true');
    await isAccessible(matrix);
  });

  it('keeps the draft when the network is gone, and goes on when it is back', async () => {
    const matrix = await edited();
    await setCell(matrix, 'medium/medium', '1');
    button(matrix, open).click();
    await until(() => focused(matrix)?.id === 'what-if-heading');
    const plugIn = unplug();
    try {
      await tried(matrix, 'It did not come to its end. You are offline.');
      expect(matrix.matches(':state(dirty)')).to.equal(true);
    } finally {
      plugIn();
    }
    await tried(matrix, '2 of 2 incidents would be different.');
  });

  it('forgets what came when the draft is dropped', async () => {
    const matrix = await edited();
    await setCell(matrix, 'medium/medium', '1');
    await tried(matrix, '2 of 2 incidents would be different.');
    button(matrix, 'Discard all').click();
    await until(() => !matrix.matches(':state(dirty)'));
    await setCell(matrix, 'low/low', '3');
    expect(textOf(matrix)).not.to.include('would be different');
    expect(button(matrix, open).ariaExpanded).to.equal('false');
  });
});

describe('a replay', () => {
  let matrix: Matrix;

  before(async () => {
    await freshServer();
    matrix = withCell((await current()).matrix, 'medium', 'medium', 'P1');
    for (let count = 0; count < 5; count += 1) await reported();
  });

  /** One that asks for two at once, and what it shows each time that something is new. */
  function replayOf() {
    const seen: [number | undefined, number | undefined][] = [];
    const replay: PastReplay = new PastReplay(() => {
      seen.push([replay.result?.examined, replay.result?.left]);
      onChange?.(replay);
    }, 2);
    let onChange: ((replay: PastReplay) => void) | undefined;
    replay.draft = matrix;
    return {
      replay,
      seen,
      set onChange(act: typeof onChange) {
        onChange = act;
      },
    };
  }

  it('adds up what comes slice by slice', async () => {
    const { replay, seen } = replayOf();
    await replay.start(someone('amir'), matrix, 30);
    expect(seen.slice(1, -1)).to.deep.equal([
      [2, 3],
      [4, 1],
      [5, 0],
    ]);
    expect(replay.isPartial).to.equal(false);
    expect(replay.result?.changed).to.have.length(5);
    expect(replay.result?.totals).to.deep.include({
      compared: 5,
      reprioritized: 5,
      priorities: { P3: { before: 5, after: 0 }, P1: { before: 0, after: 5 } },
    });
    expect(replay.result?.totals.targets.response.before.running).to.equal(5);
  });

  it('stops when it is told to or the draft is another, keeps what has come, and goes on from there', async () => {
    const tries = replayOf();
    const { replay } = tries;
    const kit = someone('amir');
    tries.onChange = () => {
      if (replay.result?.examined === 2 && replay.isRunning) replay.stop();
    };
    await replay.start(kit, matrix, 30);
    expect([replay.isRunning, replay.isPartial, replay.result?.examined]).to.deep.equal([
      false,
      true,
      2,
    ]);
    tries.onChange = () => {
      if (replay.result?.examined === 4) replay.draft = { ...matrix };
    };
    await replay.resume(kit);
    expect([replay.isRunning, replay.isPartial, replay.result?.examined]).to.deep.equal([
      false,
      true,
      4,
    ]);
    tries.onChange = undefined;
    replay.draft = matrix;
    await replay.resume(kit);
    expect([replay.isPartial, replay.result?.examined]).to.deep.equal([false, 5]);
    expect(new Set(replay.result?.changed.map(({ incident }) => incident)).size).to.equal(5);
  });

  it('keeps what has come when the network goes, and goes on from there', async () => {
    const tries = replayOf();
    const { replay } = tries;
    const kit = someone('amir');
    let plugIn = () => {};
    tries.onChange = () => {
      if (replay.result?.examined === 2 && replay.isRunning) plugIn = unplug();
    };
    await replay.start(kit, matrix, 30);
    tries.onChange = undefined;
    plugIn();
    expect(replay.problem?.code).to.equal('offline');
    expect(replay.result?.examined).to.equal(2);
    await replay.resume(kit);
    expect([replay.problem, replay.result?.examined]).to.deep.equal([undefined, 5]);
  });
});
