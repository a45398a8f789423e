import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../../packages/server/src/domain/learning/features.ts';
import {
  LabelLearner,
  type LearnerSettings,
} from '../../../packages/server/src/domain/learning/label-learner.ts';
import { leastShare, trustOf } from '../../../packages/server/src/domain/learning/trust.ts';
import { wordsOf } from '../../../packages/server/src/domain/learning/words.ts';
import { randomFrom } from '../support/random.ts';

const subjects: Record<string, string[]> = {
  network: ['wifi', 'vpn', 'cable', 'switch', 'router', 'slow', 'floor'],
  access: ['password', 'login', 'account', 'locked', 'reset', 'vpn', 'badge'],
  hardware: ['laptop', 'screen', 'mouse', 'dock', 'broken', 'cable', 'keyboard'],
};
const labels = Object.keys(subjects);

/** A text about something: some of its words are about it, the others are anybody's; now and then it is about another. */
function reportOf(random: () => number, confusion: number): { words: string[]; label: string } {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const label = pick(labels);
  const about = random() < confusion ? pick(labels) : label;
  const words = Array.from({ length: 8 }, () =>
    random() < 0.4 ? pick(subjects[about] as string[]) : `word${Math.floor(random() * 200)}`,
  );
  return { words, label };
}

interface Judged {
  label: string;
  isSet: boolean;
  first: string | undefined;
  probability: number;
}

/** A stream of reports, each of which a person answers right after it was predicted. */
function stream(
  learner: LabelLearner,
  { count, random, confusion = 0.1 }: { count: number; random(): number; confusion?: number },
): Judged[] {
  return Array.from({ length: count }, () => {
    const { words, label } = reportOf(random, confusion);
    const prediction = learner.predict(featuresOf({ words }));
    learner.confirm(prediction, label);
    const [first] = prediction.labels;
    return {
      ...{ label, isSet: prediction.isSet, first: first?.label },
      probability: first?.probability ?? 0,
    };
  });
}

const isRight = ({ first, label }: Judged) => first === label;
const shareOf = <T>(all: readonly T[], is: (each: T) => boolean) =>
  all.filter(is).length / all.length;

describe('learning what a text is about', () => {
  test('LRN-2: nothing is set before 200 predictions were judged, and what is set from then on is right as often as promised', () => {
    for (const seed of [1, 2, 3]) {
      const random = randomFrom(seed);
      const judged = stream(new LabelLearner(), { count: 2_000, random });
      expect(judged.slice(0, 200).some(({ isSet }) => isSet)).toBe(false);
      const set = judged.filter(({ isSet }) => isSet);
      expect(set.length).toBeGreaterThan(200);
      expect(shareOf(set, isRight)).toBeGreaterThanOrEqual(0.9);
    }
  });

  test('LRN-2: where nothing can be told by the words nothing is set, ever', () => {
    const judged = stream(new LabelLearner(), {
      count: 2_000,
      random: randomFrom(5),
      confusion: 1,
    });
    expect(judged.filter(({ isSet }) => isSet)).toEqual([]);
  });

  test('LRN-3: it is as often right as it says', () => {
    const judged = stream(new LabelLearner(), { count: 4_000, random: randomFrom(6) }).slice(1_000);
    // In classes of what it says, weighed by how often it says that.
    const classes = Map.groupBy(judged, ({ probability }) => Math.floor(probability * 10));
    const errors = [...classes.values()].map((each) => {
      const said = each.reduce((sum, { probability }) => sum + probability, 0);
      return Math.abs(said - each.filter(isRight).length) / judged.length;
    });
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeLessThan(0.08);
  });

  test('LRN-4: when what it sets is wrong too often, it sets no more until it is good enough again', () => {
    const settings: Partial<LearnerSettings> = { lastSet: 50 };
    const learner = new LabelLearner(settings);
    stream(learner, { count: 1_000, random: randomFrom(7), confusion: 0 });
    expect(learner.trust.isStopped).toBe(false);
    // Teams were given other names: what was right is wrong from now on.
    const random = randomFrom(8);
    for (let each = 0; each < 300; each += 1) {
      const { words, label } = reportOf(random, 0);
      learner.confirm(learner.predict(featuresOf({ words })), `new-${label}`);
    }
    expect(learner.trust.isStopped).toBe(true);
    const { words } = reportOf(random, 0);
    expect(learner.predict(featuresOf({ words }))).toMatchObject({ isSet: false });
    for (let each = 0; each < 3_000; each += 1) {
      const { words, label } = reportOf(random, 0);
      learner.confirm(learner.predict(featuresOf({ words })), `new-${label}`);
    }
    expect(learner.trust.isStopped).toBe(false);
  });

  test('LRN-5: who learns the same in the same order predicts the same', () => {
    const [one, other] = [9, 9].map((seed) =>
      stream(new LabelLearner(), { count: 700, random: randomFrom(seed) }),
    );
    expect(one).toEqual(other);
  });

  test('a text without a word, before anything was learned and after, suggests what there is', () => {
    const learner = new LabelLearner();
    expect(learner.predict(featuresOf({ words: [] })).labels).toEqual([]);
    stream(learner, { count: 50, random: randomFrom(10) });
    const { labels: suggested } = learner.predict(featuresOf({ words: [] }));
    expect(suggested).toHaveLength(3);
    expect(suggested.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });
});

describe('trust in what was predicted', () => {
  const judged = (right: number, wrong: number, sure: number) =>
    Array.from({ length: right + wrong }, (_, index) => ({
      scores: new Map([
        ['a', sure],
        ['b', 0],
      ]),
      label: index < right ? 'a' : 'b',
    }));

  test('LRN-2: twenty that are right are not yet nine of ten, by far', () => {
    expect(trustOf(judged(14, 0, 3), 0.9).threshold).toBeNull();
    expect(trustOf(judged(18, 2, 3), 0.9).threshold).toBeNull();
    expect(trustOf(judged(400, 20, 3), 0.9).threshold).not.toBeNull();
    expect(leastShare(20, 20)).toBeLessThan(1);
  });

  test('LRN-3: the temperature makes true what was said too surely', () => {
    const { temperature } = trustOf(judged(700, 300, 5), 0.9);
    // Five by itself means 99 of 100; seven of ten were right.
    expect(1 / (1 + Math.exp(-5 / temperature))).toBeCloseTo(0.7, 1);
  });
});

describe('words of a text', () => {
  test('are the same whatever the case and the form of their letters, and pairs where no spaces stand between them', () => {
    expect(wordsOf('Wi-Fi ｉｓ DOWN, down!')).toEqual(['wi', 'fi', 'is', 'down', 'down']);
    expect(wordsOf('打印机坏了')).toEqual(['打印', '印机', '机坏', '坏了']);
    expect(wordsOf('VPN接続 x')).toEqual(['vpn', '接続', 'x']);
    expect(wordsOf('')).toEqual([]);
  });
});
