import { ShapeError, type Tensor, zeros } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

const logp = (z: Tensor) => {
  const s = z.sub(z.max(-1, { keepDims: true }));
  return s.sub(s.exp().sum(-1, { keepDims: true }).log());
};

// target distribution; class y is column y - 1
function target(z: Tensor, y: Tensor, eps: number): Tensor {
  const [N, C] = z.shape as [number, number];
  const t = zeros([N, C]).add(eps / C);
  y.data.forEach((label, n) => {
    const column = (label - 1 + C) % C;
    if (column >= 0) t.data[n * C + column]! += 1 - eps;
  });
  return t;
}

function guard(z: Tensor, y: Tensor, ignore: number, eps: number) {
  const [N, C] = z.shape;
  if (String(y.shape) !== String(N)) throw new ShapeError("labels");
  if (eps < 0 || eps > 1) throw new RangeError("eps");
  for (const l of y.data) if (l !== ignore && (l < 0 || l >= C! || l % 1)) throw new RangeError(`label ${l}`);
}

export function sparseCrossEntropy(
  z: Tensor,
  y: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  guard(z, y, ignoreIndex, labelSmoothing);
  const on = y.notEqual(ignoreIndex);
  const l = target(z, y, labelSmoothing).mul(logp(z)).sum(-1).neg().mul(on);
  return { none: () => l, sum: () => l.sum(), mean: () => l.sum().div(on.sum()) }[reduction]();
}

export function sparseCrossEntropyBackward(
  z: Tensor,
  y: Tensor,
  g: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  const on = y.notEqual(ignoreIndex);
  const m = reduction === "mean" ? on.sum().maximum(1) : 1;
  return logp(z).exp().sub(target(z, y, labelSmoothing)).mul(on.mul(g).div(m).expandDims(1));
}
