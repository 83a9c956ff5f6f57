import { ShapeError, zeros, type Tensor } from "#tensor";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}

function outSize(size: number, kernel: number, stride: number, padding: number, dilation: number): number {
  return Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

function checkSizes(input: Tensor, weight: Tensor, bias: Tensor, groups: number): void {
  if (input.shape[1] != weight.shape[1]! * groups) {
    throw new ShapeError("wrong number of channels");
  }
  if (weight.shape[0]! % groups != 0) {
    throw new ShapeError("kernels can not be divided into groups");
  }
  if (bias.size != weight.shape[0]) {
    throw new ShapeError("wrong number of biases");
  }
}

export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const stride = options.stride ?? 1;
  const padding = options.padding ?? 0;
  const dilation = options.dilation ?? 1;
  const groups = options.groups ?? 1;
  checkSizes(input, weight, bias, groups);
  const [N, , H, W] = input.shape as [number, number, number, number];
  const [O, CG, KH, KW] = weight.shape as [number, number, number, number];
  const outH = outSize(H, KH, stride, padding, dilation);
  const outW = outSize(W, KW, stride, padding, dilation);
  if (outH <= 0 || outW <= 0) {
    throw new ShapeError("kernel is too big for the image");
  }
  const padded = input.pad([[0, 0], [0, 0], [padding, padding], [padding, padding]]);
  const output = zeros([N, O, outH, outW]);
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      const group = Math.floor(o / (O / groups));
      for (let i = 0; i < outH; i++) {
        for (let j = 0; j < outW; j++) {
          let sum = 0;
          for (let c = 0; c < CG; c++) {
            for (let k = 0; k < KH; k++) {
              for (let l = 0; l < KW; l++) {
                sum += padded.at(n, group * CG + c, i * stride + k * dilation, j * stride + l * dilation) * weight.at(o, c, k, l);
              }
            }
          }
          output.data[((n * O + o) * outH + i) * outW + j] = sum + bias.at(o);
        }
      }
    }
  }
  return output;
}

export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const stride = options.stride ?? 1;
  const padding = options.padding ?? 0;
  const dilation = options.dilation ?? 1;
  const groups = options.groups ?? 1;
  checkSizes(input, weight, bias, groups);
  const [N, C, H, W] = input.shape as [number, number, number, number];
  const [O, CG, KH, KW] = weight.shape as [number, number, number, number];
  const [, , outH, outW] = gradOutput.shape as [number, number, number, number];
  const padded = input.pad([[0, 0], [0, 0], [padding, padding], [padding, padding]]);
  const [, , PH, PW] = padded.shape as [number, number, number, number];
  const gradPadded = zeros(padded.shape);
  const gradWeight = zeros(weight.shape);
  const gradBias = zeros(bias.shape);
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      const group = Math.floor(o / (O / groups));
      for (let i = 0; i < outH; i++) {
        for (let j = 0; j < outW; j++) {
          const g = gradOutput.at(n, o, i, j);
          gradBias.data[o]! += g;
          for (let c = 0; c < CG; c++) {
            for (let k = 0; k < KH; k++) {
              for (let l = 0; l < KW; l++) {
                const y = i * stride + k * dilation;
                const x = j * stride + l * dilation;
                gradWeight.data[((o * CG + c) * KH + k) * KW + l]! += g * padded.at(n, group * CG + c, y, x);
                // every pixel gets the gradient times the weight that looked at it
                gradPadded.data[((n * C + group * CG + c) * PH + y) * PW + x] = g * weight.at(o, c, k, l);
              }
            }
          }
        }
      }
    }
  }
  return {
    gradInput: gradPadded.slice(null, null, [padding, padding + H], [padding, padding + W]),
    gradWeight,
    gradBias,
  };
}
