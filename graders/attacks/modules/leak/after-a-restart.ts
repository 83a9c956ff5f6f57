// tries: to be stopped in a hidden check and speak of it in what follows
// stopped by: a check that is seen in full never follows one that is hidden
// exercise: 09-initialisation-and-regularisation/batch-norm
const kept = [];
export function batchNorm(input, gamma, beta) {
  kept.push(...input.data);
  if (kept.length > 40) for (;;);
  return input;
}
export const batchNormBackward = () => {
  throw new Error(kept.join(" "));
};
export class BatchNorm {
  constructor() {
    throw new Error(kept.join(" "));
  }
}
