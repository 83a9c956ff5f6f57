import { tensor, type Tensor } from "#tensor";
import {
  cosineDecay,
  exponentialDecay,
  inverseSquareRoot,
  linearWarmup,
  stepDecay,
} from "#reference/08-optimisers/schedules.ts";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const huggingFace = [
  "hf.get_constant_schedule_with_warmup",
  "hf.get_linear_schedule_with_warmup",
  "hf.get_cosine_schedule_with_warmup",
  "hf.get_cosine_with_hard_restarts_schedule_with_warmup",
  "hf.get_inverse_sqrt_schedule",
  "hf.get_wsd_schedule",
];

const adapter: Adapter = {
  claims: ({ op }) =>
    ["schedules.ExponentialDecay", "schedules.CosineDecay", "schedules.CosineDecayRestarts"].includes(op) ||
    huggingFace.includes(op),
  answer(item) {
    if (item.op.startsWith("hf.")) return warmedUp(item);
    if (item.op === "schedules.ExponentialDecay") return exponential(item);
    return item.op === "schedules.CosineDecay" ? cosine(item) : doesNotApply(restarts);
  },
};

export default adapter;

const restarts = "starts its wave again, which the exercise leaves out";

/** Hugging Face's warm-up starts from 0. */
function warmedUp(item: PublishedCase): Answer {
  const learningRate = attribute(item, "base_lr", 0);
  const warmupSteps = attribute(item, "num_warmup_steps", 0);
  const steps = input(item, "step");
  const warm = (step: number): number => linearWarmup(step, { learningRate, warmupSteps, startFactor: 0 });
  switch (item.op) {
    case "hf.get_constant_schedule_with_warmup":
      return applies(steps.map(warm));
    case "hf.get_inverse_sqrt_schedule":
      return applies(steps.map((step) => inverseSquareRoot(step, { learningRate, warmupSteps })));
    case "hf.get_cosine_schedule_with_warmup": {
      const totalSteps = attribute(item, "num_training_steps", 0) - warmupSteps;
      const fall = (step: number): number => cosineDecay(step - warmupSteps, { learningRate, totalSteps });
      return applies(steps.map((step) => (step < warmupSteps ? warm(step) : fall(step))));
    }
    case "hf.get_cosine_with_hard_restarts_schedule_with_warmup":
      return doesNotApply(restarts);
    default:
      return doesNotApply("falls in a straight line, which the exercise leaves out");
  }
}

/** Keras's rate is what `decay_steps` steps leave; in stairs it is a step decay. */
function exponential(item: PublishedCase): Answer {
  const learningRate = attribute(item, "initial_learning_rate", 0);
  const [decaySteps, rate] = [attribute(item, "decay_steps", 0), attribute(item, "decay_rate", 0)];
  const step = stepOf(item);
  if (attribute(item, "staircase", false))
    return applies(scalar(stepDecay(step, { learningRate, stepSize: decaySteps, gamma: rate })));
  return applies(scalar(exponentialDecay(step, { learningRate, gamma: rate ** (1 / decaySteps) })));
}

/** Keras's least rate is a share of the highest; with a target it warms up from the initial rate first. */
function cosine(item: PublishedCase): Answer {
  const initial = attribute(item, "initial_learning_rate", 0);
  const target = item.attributes["warmup_target"] as number | null | undefined;
  const warmupSteps = target == null ? 0 : attribute(item, "warmup_steps", 0);
  const learningRate = target ?? initial;
  const step = stepOf(item);
  if (step < warmupSteps)
    return applies(scalar(linearWarmup(step, { learningRate, warmupSteps, startFactor: initial / learningRate })));
  const totalSteps = attribute(item, "decay_steps", 0);
  const minLearningRate = attribute(item, "alpha", 0) * learningRate;
  return applies(scalar(cosineDecay(step - warmupSteps, { learningRate, totalSteps, minLearningRate })));
}

function stepOf(item: PublishedCase): number {
  return findInput(item, "step")?.item() ?? attribute(item, "step", 0);
}

function scalar(value: number): Tensor {
  return tensor(value);
}
