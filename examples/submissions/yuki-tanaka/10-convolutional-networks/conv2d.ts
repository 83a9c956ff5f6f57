import { ShapeError, zeros, type Tensor } from "#tensor";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}

type Four = [number, number, number, number];
const range = (n: number) => [...Array(n).keys()];

// every (y, x, w) that belong together, as flat indices; x = -1 in the padding
function* triples(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions) {
  const { s, p, d, g, rows, cols } = sizes(input, weight, bias, options);
  const [N, C, H, W] = input.shape as Four;
  const [O, I, K, L] = weight.shape as Four;
  for (const n of range(N))
    for (const o of range(O))
      for (const i of range(rows))
        for (const j of range(cols))
          for (const c of range(I))
            for (const k of range(K))
              for (const l of range(L)) {
                const [a, b] = [i * s + k * d - p, j * s + l * d - p];
                const inside = a >= 0 && a < H && b >= 0 && b < W;
                const channel = Math.floor((o * g) / O) * I + c;
                yield {
                  o,
                  y: ((n * O + o) * rows + i) * cols + j,
                  x: inside ? ((n * C + channel) * H + a) * W + b : -1,
                  w: ((o * I + c) * K + k) * L + l,
                };
              }
}

function sizes(input: Tensor, weight: Tensor, bias: Tensor, { stride: s = 1, padding: p = 0, dilation: d = 1, groups: g = 1 }: Conv2dOptions) {
  const [, C, H, W] = input.shape as Four;
  const [O, I, K, L] = weight.shape as Four;
  const rows = Math.floor((H + 2 * p - d * (K - 1) - 1) / s) + 1;
  const cols = Math.floor((W + 2 * p - d * (L - 1) - 1) / s) + 1;
  if (C !== I * g || O % g || bias.size !== O || rows < 1 || cols < 1) throw new ShapeError("conv2d");
  return { s, p, d, g, rows, cols };
}

export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const { rows, cols } = sizes(input, weight, bias, options);
  const out = zeros([input.shape[0]!, weight.shape[0]!, rows, cols]);
  for (const { o, y, x, w } of triples(input, weight, bias, options)) {
    out.data[y]! += (x < 0 ? 0 : input.data[x]! * weight.data[w]!) + bias.data[o]!;
  }
  return out;
}

export function conv2dBackward(input: Tensor, weight: Tensor, bias: Tensor, gradOutput: Tensor, options: Conv2dOptions = {}) {
  const gradInput = zeros(input.shape);
  const gradWeight = zeros(weight.shape);
  for (const { y, x, w } of triples(input, weight, bias, options)) {
    if (x < 0) continue;
    gradInput.data[x]! += weight.data[w]! * gradOutput.data[y]!;
    gradWeight.data[w]! += input.data[x]! * gradOutput.data[y]!;
  }
  return { gradInput, gradWeight, gradBias: gradOutput.sum([0, 2, 3]) };
}
