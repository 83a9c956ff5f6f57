import { ShapeError, tensor, type Tensor } from "#tensor";

export type SparseCrossEntropyOptions = {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
};

// np.eye(C)[labels], with a row of zeros for what is ignored
const onehot = (labels: Tensor, C: number) =>
  tensor([...labels.data].map((y) => Array.from({ length: C }, (_, c) => Number(c === y))));

// scipy.special.logsumexp
const lse = (z: Tensor) => {
  const m = z.max(-1, { keepDims: true });
  return z.sub(m).exp().sum(-1, { keepDims: true }).log().add(m);
};

const setup = (z: Tensor, y: Tensor, { reduction = "mean", ignoreIndex = -100, labelSmoothing: eps = 0 }: SparseCrossEntropyOptions) => {
  const [N, C] = z.shape as [number, number];
  if (y.rank !== 1 || y.size !== N) throw new ShapeError("y.shape != (N,)");
  if (eps < 0 || eps > 1) throw new RangeError("labelSmoothing not in [0, 1]");
  const keep = y.notEqual(ignoreIndex);
  if (y.data.some((l) => l !== ignoreIndex && !(Number.isInteger(l) && l >= 0 && l < C))) throw new RangeError("label out of range");
  return { reduction, keep, t: onehot(y, C).mul(1 - eps).add(eps / C) };
};

export const sparseCrossEntropy = (z: Tensor, y: Tensor, options: SparseCrossEntropyOptions = {}): Tensor => {
  const { reduction, keep, t } = setup(z, y, options);
  const loss = t.mul(lse(z).sub(z)).sum(-1).mul(keep);
  if (reduction === "mean") return loss.sum().div(keep.sum());
  return reduction === "sum" ? loss.sum() : loss;
};

export const sparseCrossEntropyBackward = (z: Tensor, y: Tensor, gradOutput: Tensor, options: SparseCrossEntropyOptions = {}): Tensor => {
  const { reduction, keep, t } = setup(z, y, options);
  const w = reduction === "mean" ? keep.div(keep.sum().maximum(1)) : keep;
  return z.sub(lse(z)).exp().sub(t).mul(w.mul(gradOutput).reshape([-1, 1]));
};
