import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export type Conv2dOptions = {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
};

const defaults = { stride: 1, padding: 0, dilation: 1, groups: 1 };

const prep = (x: Tensor, w: Tensor, b: Tensor, options: Conv2dOptions) => {
  const o = { ...defaults, ...options };
  for (const [key, value] of Object.entries(o)) {
    if (!Number.isInteger(value) || value < (key === "padding" ? 0 : 1)) throw new RangeError(`${key}=${value}`);
  }
  const { stride: S, padding: P, dilation: D, groups: G } = o;
  const [N, C, H, W] = x.shape as [number, number, number, number];
  const [O, I, KH, KW] = w.shape as [number, number, number, number];
  if (I * G !== C || O % G !== 0 || b.size !== O) throw new ShapeError("channels / groups / bias mismatch");
  const OH = Math.floor((H + 2 * P - D * (KH - 1) - 1) / S) + 1;
  const OW = Math.floor((W + 2 * P - D * (KW - 1) - 1) / S) + 1;
  if (OH < 1 || OW < 1) throw new ShapeError("kernel does not fit");
  const xp = x.pad([[0, 0], [0, 0], [P, P], [P, P]]);
  // x[:, group's channels, i : i + KH (dilated), j : j + KW (dilated)]
  const window = (g: number, i: number, j: number): [null, [number, number], [number, number, number], [number, number, number]] => [
    null,
    [g * I, (g + 1) * I],
    [i, i + D * (KH - 1) + 1, D],
    [j, j + D * (KW - 1) + 1, D],
  ];
  const kernels = (g: number) => w.slice([(g * O) / G, ((g + 1) * O) / G]); // (O/G, I, KH, KW)
  return { N, O, G, P, H, W, OH, OW, OG: O / G, xp, window, kernels };
};

export const conv2d = (x: Tensor, w: Tensor, b: Tensor, options: Conv2dOptions = {}): Tensor => {
  const { N, O, G, OH, OW, OG, xp, window, kernels } = prep(x, w, b, options);
  const y = zeros([N, O, OH, OW]);
  for (let g = 0; g < G; g++)
    for (let i = 0; i < OH; i++)
      for (let j = 0; j < OW; j++) {
        const patch = xp.slice(...window(g, i, j)).reshape([N, -1]); // (N, I*KH*KW)
        const out = patch.matmul(kernels(g).reshape([OG, -1]).T); // (N, O/G)
        for (let n = 0; n < N; n++)
          for (let o = 0; o < OG; o++) y.data[((n * O + g * OG + o) * OH + i) * OW + j] = out.at(n, o) + b.data[g * OG + o]!;
      }
  return y;
};

export const conv2dBackward = (x: Tensor, w: Tensor, b: Tensor, gradOutput: Tensor, options: Conv2dOptions = {}) => {
  const { N, G, P, H, W, OH, OW, OG, xp, window, kernels } = prep(x, w, b, options);
  const index = tensor(Array.from({ length: xp.size }, (_, i) => i)).reshape(xp.shape);
  const dxp = zeros(xp.shape);
  const dw = zeros(w.shape);
  for (let g = 0; g < G; g++)
    for (let i = 0; i < OH; i++)
      for (let j = 0; j < OW; j++) {
        const go = gradOutput.slice(null, [g * OG, (g + 1) * OG], i, j); // (N, O/G)
        const patch = xp.slice(...window(g, i, j)).reshape([N, -1]);
        const dpatch = go.matmul(kernels(g).reshape([OG, -1])); // (N, I*KH*KW)
        index.slice(...window(g, i, j)).data.forEach((at, m) => (dxp.data[at]! += dpatch.data[m]!));
        const dk = go.T.matmul(patch);
        dk.data.forEach((value, m) => (dw.data[(g * dw.size) / G + m]! += value));
      }
  return { gradInput: dxp.slice(null, null, [P, P + H], [P, P + W]), gradWeight: dw, gradBias: gradOutput.sum([0, 2, 3]) };
};
