import { ShapeError, Tensor } from "#tensor";
import { sizes } from "../lib/buffers.ts";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}

/** One product w · x that goes into one output; the three are positions in the buffers. */
interface Product {
  y: number;
  x: number;
  w: number;
}

interface Geometry {
  readonly batch: number;
  readonly outputs: number;
  readonly rows: number;
  readonly columns: number;
  /** Visits every product of the whole convolution once. The same object is handed out each time. */
  products(visit: (product: Product) => void): void;
}

function geometry(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions): Geometry {
  const stride = atLeast("stride", options.stride ?? 1, 1);
  const padding = atLeast("padding", options.padding ?? 0, 0);
  const dilation = atLeast("dilation", options.dilation ?? 1, 1);
  const groups = atLeast("groups", options.groups ?? 1, 1);
  const [batch, channels, height, width] = sizes("input", input, 4) as [number, number, number, number];
  const [outputs, depth, kernelHeight, kernelWidth] = sizes("weight", weight, 4) as [number, number, number, number];
  if (depth * groups !== channels) throw new ShapeError(`${groups} groups of ${depth} channels are not the ${channels} of the input`);
  if (outputs % groups !== 0) throw new ShapeError(`${outputs} outputs do not divide into ${groups} groups`);
  if (bias.rank !== 1 || bias.size !== outputs) throw new ShapeError(`${outputs} outputs, but ${bias.size} biases`);
  const rows = Math.floor((height + 2 * padding - dilation * (kernelHeight - 1) - 1) / stride) + 1;
  const columns = Math.floor((width + 2 * padding - dilation * (kernelWidth - 1) - 1) / stride) + 1;
  if (rows < 1 || columns < 1) throw new ShapeError(`a ${kernelHeight} x ${kernelWidth} kernel does not fit into the padded image`);
  const outputsPerGroup = outputs / groups;

  function products(visit: (product: Product) => void): void {
    const product = { y: 0, x: 0, w: 0 };
    for (let n = 0; n < batch; n++) {
      for (let o = 0; o < outputs; o++) {
        const firstChannel = Math.floor(o / outputsPerGroup) * depth;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            product.y = ((n * outputs + o) * rows + i) * columns + j;
            for (let c = 0; c < depth; c++) {
              for (let k = 0; k < kernelHeight; k++) {
                const row = i * stride + k * dilation - padding;
                if (row < 0 || row >= height) continue; // in the padding: a product with 0
                for (let l = 0; l < kernelWidth; l++) {
                  const column = j * stride + l * dilation - padding;
                  if (column < 0 || column >= width) continue;
                  product.x = ((n * channels + firstChannel + c) * height + row) * width + column;
                  product.w = ((o * depth + c) * kernelHeight + k) * kernelWidth + l;
                  visit(product);
                }
              }
            }
          }
        }
      }
    }
  }
  return { batch, outputs, rows, columns, products };
}

export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const { batch, outputs, rows, columns, products } = geometry(input, weight, bias, options);
  const out = new Float64Array(batch * outputs * rows * columns);
  for (let p = 0; p < out.length; p++) out[p] = bias.data[Math.floor(p / (rows * columns)) % outputs]!;
  products(({ y, x, w }) => {
    out[y]! += weight.data[w]! * input.data[x]!;
  });
  return new Tensor(out, [batch, outputs, rows, columns]);
}

export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const { outputs, rows, columns, products } = geometry(input, weight, bias, options);
  const dx = new Float64Array(input.size);
  const dw = new Float64Array(weight.size);
  const db = new Float64Array(bias.size);
  const dy = gradOutput.data;
  products(({ y, x, w }) => {
    dx[x]! += dy[y]! * weight.data[w]!;
    dw[w]! += dy[y]! * input.data[x]!;
  });
  for (let p = 0; p < dy.length; p++) db[Math.floor(p / (rows * columns)) % outputs]! += dy[p]!;
  return { gradInput: new Tensor(dx, input.shape), gradWeight: new Tensor(dw, weight.shape), gradBias: new Tensor(db, bias.shape) };
}

function atLeast(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`${name} is ${value}; it must be a whole number, at least ${least}`);
}
