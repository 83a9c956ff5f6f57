import { arange, concatenate, full, Random, tensor, where, zeros, type Tensor } from "#tensor";
import type { CharModelParameters } from "#reference/11-recurrent-networks/char-model.ts";

type Module = typeof import("#reference/11-recurrent-networks/char-model.ts");

const startOf = (batch: number, { weightOutput }: CharModelParameters) => {
  const nothing = zeros([batch, weightOutput.shape[1]!]);
  return { hidden: nothing, cell: nothing };
};

/** Softmax over the last axis. */
function probabilitiesOf(logits: Tensor): Tensor {
  const powers = logits.sub(logits.max(-1, { keepDims: true })).exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
}

/**
 * Trains on a text and gives behind each context the character that is the likeliest to come next. Where its probability is not
 * between 0.4 and 0.98 a number below 0 stands for it, which is right nowhere: in the source it is 0.9 or 0.7.
 */
export function predict({ trainCharModel, charModel }: Module, text: Tensor, contexts: Tensor, random: Random): Tensor {
  const parameters = trainCharModel(text, random);
  const { logits } = charModel(contexts, parameters, startOf(contexts.shape[0]!, parameters));
  const probabilities = probabilitiesOf(logits.slice(null, -1));
  const largest = probabilities.max(-1);
  const characters = probabilities.argmax(-1);
  return where(largest.greater(0.4).mul(largest.less(0.98)), characters, characters.neg().sub(1));
}

/**
 * What is written by a model in which each character has its successor, with scores so far apart that chance plays no part. The
 * cell counts what was read, each character by itself, and forgets some of it at each step; what has the most is followed.
 *
 * @param forgetBias - the forget gate is σ of it: −20 for 0, log 9 for 0.9.
 */
export function follow(
  { writeText }: Module,
  prompt: Tensor,
  successors: Tensor,
  forgetBias: number,
  count: number,
): Tensor {
  const characters = successors.size;
  const places = arange(characters);
  const identity = places.expandDims(1).equal(places);
  const [none, open] = [zeros([characters, characters]), full([characters], 20)];
  const parameters = {
    embedding: identity,
    lstm: {
      weightInput: concatenate([none, none, identity.mul(20), none]),
      weightHidden: zeros([4 * characters, characters]),
      bias: concatenate([open, full([characters], forgetBias), zeros([characters]), open]),
    },
    weightOutput: successors.equal(places.expandDims(1)).mul(1000), // row: the successor, column: what was read
    biasOutput: zeros([characters]),
  };
  return writeText(prompt, parameters, count, new Random(1));
}

const texts = 400;

/**
 * How far the two characters that are written depart from what the model itself says, each pair for itself: `n KL(share ‖
 * probability)`, which is above x with a chance below 2 exp(−x).
 */
export function departures(
  { charModel, writeText }: Module,
  prompt: Tensor,
  parameters: CharModelParameters,
  seed: number,
  options: { readonly temperature?: number },
): Tensor {
  const { temperature = 1 } = options;
  const length = prompt.shape[0]!;
  const prompts = prompt.expandDims(0).broadcastTo([texts, length]);
  const written = writeText(prompts, parameters, 2, new Random(seed), options);
  const [first, second] = [written.slice(null, length), written.slice(null, length + 1)];
  const nextOf = (text: Tensor): Tensor => {
    const { logits } = charModel(text.expandDims(0), parameters, startOf(1, parameters));
    return probabilitiesOf(logits.slice(0, -1).div(temperature));
  };
  const ofFirst = nextOf(prompt);
  const characters = ofFirst.size;
  const found = Array.from({ length: characters }, (_, a) => {
    const ofSecond = nextOf(concatenate([prompt, full([1], a)]));
    return Array.from({ length: characters }, (__, b) =>
      departure(first.equal(a).mul(second.equal(b)).mean().item(), ofFirst.at(a) * ofSecond.at(b)),
    );
  });
  return tensor(found);
}

function departure(share: number, p: number): number {
  const part = (observed: number, expected: number): number =>
    observed === 0 ? 0 : observed * Math.log(observed / expected);
  return texts * (part(share, p) + part(1 - share, 1 - p));
}
