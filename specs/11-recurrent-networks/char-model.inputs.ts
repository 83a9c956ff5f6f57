import { Tensor, tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

const names = 4;
const answered = 0.9;
const asked = 0.3;

interface Written {
  readonly text: readonly number[];
  /** For each character the one that was the likeliest to come there. */
  readonly likeliest: readonly number[];
  /** How many characters before it the name stands that is asked for. */
  readonly back: readonly number[];
}

/**
 * Texts such as `a--?b----?c?d--?a`: a name, any number of dashes, a question mark, and the name that follows the first one.
 *
 * Behind a question mark each name has a successor, which comes with a chance of 0.9, and the other three share the rest. Behind
 * anything else a question mark comes with a chance of 0.3, else a dash. So how long ago the last name was is not bounded, and
 * what lies between says nothing about it. Which character is what, and which name follows which, is drawn anew each time.
 *
 * Whoever knows all that has the entropy `(H_answer + (1 + μ) H_dash) / (2 + μ)` a character, with `μ = 0.7 / 0.3` dashes a
 * sentence on average, `H_answer = −0.9 ln 0.9 − 0.1 ln(0.1 / 3)` and `H_dash = −0.3 ln 0.3 − 0.7 ln 0.7`: 0.570 nats, the
 * perplexity 1.769. Whoever sees no name has ln 4 for H_answer: 0.790 nats, the perplexity 2.203.
 */
class Source {
  readonly #characters: readonly number[];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.#characters = random.permutation(names + 2);
  }

  write(length: number): Written {
    const [dash, question] = [this.#characters[names]!, this.#characters[names + 1]!];
    let [name, since, asks] = [this.#random.integer(0, names), 0, false];
    const written = { text: [] as number[], likeliest: [] as number[], back: [] as number[] };
    while (written.text.length < length) {
      written.back.push(since);
      written.likeliest.push(asks ? this.#characters[(name + 1) % names]! : dash);
      if (asks) {
        const other = this.#random.number() < answered ? 1 : this.#random.integer(2, names + 1);
        [name, since, asks] = [(name + other) % names, 1, false];
        written.text.push(this.#characters[name]!);
      } else {
        asks = this.#random.number() < asked;
        written.text.push(asks ? question : dash);
        since += 1;
      }
    }
    return written;
  }

  /** Places of a new text with what comes before them: two in three behind a question mark and three dashes or more. */
  contexts(count: number, length: number) {
    const { text, likeliest, back } = this.write(100 * count);
    const question = this.#characters[names + 1]!;
    const rows: number[] = [];
    const labels: number[] = [];
    for (let place = length; labels.length < count; place++) {
      const hard = labels.length % 3 !== 0;
      if ((text[place - 1] === question) !== hard || (hard && (back[place]! < 5 || back[place]! > length))) continue;
      rows.push(...text.slice(place - length, place));
      labels.push(likeliest[place]!);
    }
    return { contexts: new Tensor(rows, [count, length]), nextCharacters: tensor(labels) };
  }
}

function network(draw: Draw) {
  const [batch, steps, characters] = [draw.size(1, 3), draw.size(2, 4), draw.size(2, 5)];
  const [features, units] = [draw.size(1, 3), draw.size(1, 3)];
  return {
    inputs: draw.integers([batch, steps], 0, characters - 1),
    targets: draw.integers([batch, steps], 0, characters - 1),
    parameters: {
      embedding: draw.tensor([characters, features], -2, 2),
      lstm: {
        weightInput: draw.tensor([4 * units, features], -1, 1),
        weightHidden: draw.tensor([4 * units, units], -1, 1),
        bias: draw.tensor([4 * units], -1, 1),
      },
      weightOutput: draw.tensor([characters, units], -2, 2),
      biasOutput: draw.tensor([characters], -1, 1),
    },
    state: { hidden: draw.tensor([batch, units], -1, 1), cell: draw.tensor([batch, units], -2, 2) },
  };
}

export default inputs({
  textWindows: (draw) => {
    const length = draw.integer(1, 5);
    const text = draw.integers([draw.integer(length + 1, 4 * length + 3)], 0, 9);
    return { text, length };
  },
  charModel: (draw) => {
    const { inputs: ids, parameters, state } = network(draw);
    return { ids, parameters, state };
  },
  charModelLoss: (draw) => network(draw),
  charModelLossBackward: (draw) => ({ ...network(draw), gradOutput: tensor(draw.number(-2, 2)) }),
  textPerplexity: (draw) => {
    const { parameters } = network(draw);
    const text = draw.integers([draw.integer(5, 12)], 0, parameters.biasOutput.size - 1);
    return { text, parameters, length: draw.integer(1, text.size - 1) };
  },
  departures: (draw) => {
    const { inputs: ids, parameters } = network(draw);
    return {
      prompt: ids.slice(0),
      parameters,
      seed: draw.integer(0, 1e6),
      options: draw.leavesOut() ? {} : { temperature: draw.number(0.3, 0.4) },
    };
  },
  predict: (draw) => {
    const source = new Source(draw.random());
    return { text: tensor(source.write(4000).text), ...source.contexts(300, 24), random: draw.random() };
  },
});
