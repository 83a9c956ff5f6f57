import { arange, tensor, where, zeros, Tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

const [start, end, firstWord] = [1, 2, 3];

interface Task {
  readonly letters: number;
  readonly shortest: number;
  readonly longest: number;
}

const task: Task = { letters: 8, shortest: 3, longest: 5 };

/**
 * Sentences in a secret writing: backwards, and each letter is another one. The code is drawn anew each time, so that it takes learning.
 *
 * Sources end in the last column, with padding and the start token before them; targets start in the first.
 */
function secretWriting(random: Random, count: number, code: readonly number[], task: Task, shown = new Set<string>()) {
  const { letters, shortest, longest } = task;
  const seen = new Set(shown);
  const sources = zeros([count, longest + 1]);
  const targets = zeros([count, longest]);
  const answers: number[] = [];
  for (let n = 0; n < count; n++) {
    let words: number[];
    do {
      words = Array.from({ length: random.integer(shortest, longest + 1) }, () => random.integer(0, letters));
    } while (shown.has(words.join()));
    seen.add(words.join());
    const { length } = words;
    const first = longest + 1 - length;
    sources.data[n * (longest + 1) + first - 1] = start;
    for (const [t, word] of words.entries()) {
      sources.data[n * (longest + 1) + first + t] = firstWord + word;
      targets.data[n * longest + length - 1 - t] = firstWord + code[word]!;
    }
    answers.push(...targets.slice(n, [0, length]).data, end);
  }
  return { sources, targets, answers: new Tensor(answers, [answers.length]), seen };
}

function sequences(draw: Draw) {
  const [batch, length, words] = [draw.size(1, 4), draw.size(2, 5), draw.size(4, 6)];
  const places = draw.integers([batch, 1], 1, length);
  return {
    logits: draw.tensor([batch, length, words], -3, 3),
    labels: where(arange(length).less(places), draw.integers([batch, length], 1, words - 1), 0),
    gradOutput: tensor(draw.number(-2, 2)),
  };
}

export default inputs({
  teacherForcing: (draw) => {
    const [batch, length] = [draw.size(2, 5), draw.size(2, 5)];
    const places = draw.integers([batch, 1], 0, length);
    return { targets: where(arange(length).less(places), draw.integers([batch, length], 3, 9), 0) };
  },
  sequenceLoss: sequences,
  sequenceLossBackward: sequences,
  decode: (draw) => {
    const [count, length, words] = [draw.size(1, 4), draw.size(3, 6), draw.size(4, 6)];
    return { table: draw.tensor([count, length, words, words], -1, 1) };
  },
  /** To be learned by heart: the sentences that are asked for are those that were shown. */
  handful: (draw) => {
    const random = draw.random();
    const { sources, targets, answers } = secretWriting(random, 40, random.permutation(task.letters), {
      ...task,
      longest: 3,
    });
    return { sources, targets, testSources: sources, random: draw.random(), answers };
  },
  learn: (draw) => {
    const random = draw.random();
    const code = random.permutation(task.letters);
    const { sources, targets, seen } = secretWriting(random, 500, code, task);
    const test = secretWriting(random, 100, code, task, seen); // none of those that are shown
    return { sources, targets, testSources: test.sources, random: draw.random(), answers: test.answers };
  },
});
