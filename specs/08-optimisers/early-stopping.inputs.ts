import { tensor, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Losses that fall now and then, by more or less than the least difference, and never by exactly that. */
function drawLosses(draw: Draw, minDelta: number): Tensor {
  let best = draw.number(2, 3);
  const losses = Array.from({ length: draw.size(6, 16) }, () => {
    const fall = draw.pick([0.5 * minDelta, 1.5 * minDelta + 0.05, 0.1]);
    const next = draw.pick([best - fall, best + draw.number(0.01, 1), best + draw.number(0.01, 1)]);
    best = Math.min(best, next);
    return next;
  });
  return tensor(losses);
}

function drawRun(draw: Draw) {
  const minDelta = draw.leavesOut() ? undefined : draw.number(0.02, 0.2);
  const patience = draw.leavesOut() ? undefined : draw.integer(1, 4);
  return {
    losses: drawLosses(draw, minDelta ?? 0),
    options: { ...(minDelta === undefined ? {} : { minDelta }), ...(patience === undefined ? {} : { patience }) },
  };
}

function drawTrained(draw: Draw) {
  const { losses, options } = drawRun(draw);
  const weights = draw.tensor([losses.size, draw.size(), draw.size()]);
  return { losses, weights, biases: draw.tensor([losses.size, draw.size()]), options };
}

export default inputs({
  runEpochs: drawRun,
  bestOf: drawTrained,
  bestInPlace: drawTrained,
  /** One feature decides; eleven others are there to be learned by heart. */
  fitNoisy(draw) {
    const random = draw.random();
    const examples = (count: number): { input: Tensor; target: Tensor } => {
      const input = random.normal([count, 12]);
      return { input, target: input.slice(null, 0).add(random.normal([count], 0, 1.5)) };
    };
    const [training, validation] = [examples(8), examples(60)];
    return { ...training, validationInput: validation.input, validationTarget: validation.target };
  },
});
