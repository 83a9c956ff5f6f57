import type { Decide, Solutions } from "./solutions.ts";

export const conv2d: Solutions = (decide) => {
  const size = sizes(decide);
  const check = checks(decide);
  const walk = decide(bySharedWalk, bySharedWalk, byOwnLoops)(decide, size.call);
  const parts = [size.text, check.text, walk.text, forward(walk, check.call), backward(walk)];
  const order = decide([3, 4, 2, 1, 0], [0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [3, 4, 0, 1, 2]);
  return `import { ShapeError, zeros, type Tensor } from "#tensor";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}
${order.map((part) => parts[part]).join("")}`;
};

interface Walk {
  readonly text: string;
  readonly forward: string;
  readonly backward: string;
}

function forward({ forward: body }: Walk, check: string): string {
  return `
export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  ${check}
  ${body}
}
`;
}

function backward({ backward: body }: Walk): string {
  return `
export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  ${body}
}
`;
}

/** How many stops the kernel makes. */
function sizes(decide: Decide): { text: string; call: (size: string, kernel: string) => string } {
  return decide(
    {
      text: `
function outputSize(size: number, kernel: number, { stride = 1, padding = 0, dilation = 1 }: Conv2dOptions): number {
  const span = dilation * (kernel - 1) + 1;
  if (span > size + 2 * padding) throw new ShapeError(\`the kernel spans \${span}, the image has \${size}\`);
  return Math.floor((size + 2 * padding - span) / stride) + 1;
}
`,
      call: (size, kernel) => `outputSize(${size}, ${kernel}, options)`,
    },
    {
      text: `
const stopsAlong = (length: number, taps: number, stride: number, padding: number, dilation: number): number => {
  const room = length + 2 * padding - dilation * (taps - 1) - 1;
  if (room < 0) {
    throw new ShapeError("the kernel is larger than the padded image");
  }
  return 1 + Math.floor(room / stride);
};
`,
      call: (size, kernel) => `stopsAlong(${size}, ${kernel}, stride, padding, dilation)`,
    },
    {
      text: `
function countPlaces(size: number, kernel: number, options: Conv2dOptions): number {
  let count = 0;
  const { stride = 1, padding = 0, dilation = 1 } = options;
  for (let start = -padding; start + dilation * (kernel - 1) < size + padding; start += stride) count++;
  if (count === 0) throw new ShapeError("there is no place where the kernel fits");
  return count;
}
`,
      call: (size, kernel) => `countPlaces(${size}, ${kernel}, options)`,
    },
  );
}

function checks(decide: Decide): { text: string; call: string } {
  const text = decide(
    `
function check(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions): void {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  for (const [name, value] of Object.entries({ stride, dilation, groups })) {
    if (!Number.isInteger(value) || value < 1) throw new RangeError(\`\${name} is \${value}\`);
  }
  if (!Number.isInteger(padding) || padding < 0) throw new RangeError(\`padding is \${padding}\`);
  if (input.rank !== 4 || weight.rank !== 4) throw new ShapeError("input and weight need four axes");
  if (weight.shape[0]! % groups !== 0) throw new ShapeError("kernels do not divide into groups");
  if (input.shape[1] !== weight.shape[1]! * groups) throw new ShapeError("channels and groups do not fit");
  if (bias.rank !== 1 || bias.size !== weight.shape[0]) throw new ShapeError("one bias for each kernel");
}
`,
    `
function check(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions): void {
  const positive = [options.stride ?? 1, options.dilation ?? 1, options.groups ?? 1];
  if (positive.some((value) => value < 1 || !Number.isInteger(value))) {
    throw new RangeError("stride, dilation and groups should be at least 1");
  }
  const around = options.padding ?? 0;
  if (around < 0 || !Number.isInteger(around)) {
    throw new RangeError("padding should be at least 0");
  }
  const [outputs, block] = weight.shape as [number, number];
  const groups = options.groups ?? 1;
  const fits =
    input.shape.length === 4 &&
    weight.shape.length === 4 &&
    bias.shape.join() === String(outputs) &&
    outputs % groups === 0 &&
    input.shape[1] === block * groups;
  if (!fits) {
    throw new ShapeError("input, weight and bias do not go together");
  }
}
`,
    `
function check(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions): void {
  const least: Record<string, number> = { stride: 1, padding: 0, dilation: 1, groups: 1 };
  for (const name of Object.keys(least)) {
    const value = options[name as keyof Conv2dOptions];
    if (value === undefined) continue;
    if (value % 1 !== 0 || value < least[name]!) throw new RangeError(name + " is too small or not whole");
  }
  const refuse = (reason: string): never => {
    throw new ShapeError(reason);
  };
  if (input.rank !== 4) refuse("input is not [N, C, H, W]");
  if (weight.rank !== 4) refuse("weight is not [O, C, KH, KW]");
  const split = options.groups ?? 1;
  if (input.shape[1]! / split !== weight.shape[1]) refuse("input has other channels than weight");
  if (weight.shape[0]! % split) refuse("groups do not divide the kernels");
  if (bias.shape.length !== 1 || bias.shape[0] !== weight.shape[0]) refuse("bias is not [O]");
}
`,
  );
  return { text, call: "check(input, weight, bias, options);" };
}

const read = (decide: Decide): string =>
  decide(
    "const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;",
    `const stride = options.stride ?? 1;
  const padding = options.padding ?? 0;
  const dilation = options.dilation ?? 1;
  const groups = options.groups ?? 1;`,
  );

const shapes = (decide: Decide): string =>
  decide(
    `const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [outputs, block, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];`,
    `const batch = input.shape[0]!;
  const channels = input.shape[1]!;
  const [height, width] = [input.shape[2]!, input.shape[3]!];
  const outputs = weight.shape[0]!;
  const block = weight.shape[1]!;
  const [kernelHeight, kernelWidth] = [weight.shape[2]!, weight.shape[3]!];`,
    `const [batch, channels, height, width] = input.shape as number[] as [number, number, number, number];
  const { 0: outputs, 1: block, 2: kernelHeight, 3: kernelWidth } = weight.shape as [number, number, number, number];`,
  );

type Call = (size: string, kernel: string) => string;

const counted = (decide: Decide, call: Call): string =>
  decide(
    `const rows = ${call("height", "kernelHeight")};
  const columns = ${call("width", "kernelWidth")};`,
    `const [rows, columns] = [${call("height", "kernelHeight")}, ${call("width", "kernelWidth")}];`,
  );

/** The seven loops, around what is done for each product: flat places of output, input and weight. */
function sevenLoops(decide: Decide, inner: string): string {
  const first = decide(
    "const first = Math.floor(o / (outputs / groups)) * block;",
    "const first = Math.trunc((o * groups) / outputs) * block;",
  );
  const product = decide(
    `const p = i * stride + k * dilation - padding;
              const q = j * stride + l * dilation - padding;
              if (p < 0 || p >= height || q < 0 || q >= width) continue;
              const x = ((n * channels + first + c) * height + p) * width + q;
              const w = ((o * block + c) * kernelHeight + k) * kernelWidth + l;
              ${inner}`,
    `const [p, q] = [i * stride - padding + k * dilation, j * stride - padding + l * dilation];
              const inside = p >= 0 && q >= 0 && p < height && q < width;
              if (inside) {
                const x = n * channels * height * width + (first + c) * height * width + p * width + q;
                const w = o * block * kernelHeight * kernelWidth + c * kernelHeight * kernelWidth + k * kernelWidth + l;
                ${inner}
              }`,
    `const p = k * dilation + i * stride - padding;
              if (p < 0 || p > height - 1) continue;
              const q = l * dilation + j * stride - padding;
              if (q < 0 || q > width - 1) continue;
              const w = l + kernelWidth * (k + kernelHeight * (c + block * o));
              const x = q + width * (p + height * (first + c + channels * n));
              ${inner}`,
  );
  const place = decide(
    "const y = ((n * outputs + o) * rows + i) * columns + j;",
    "const y = n * outputs * rows * columns + o * rows * columns + i * columns + j;",
  );
  return decide(
    `for (let n = 0; n < batch; n++)
    for (let o = 0; o < outputs; o++) {
      ${first}
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          ${place}
          for (let c = 0; c < block; c++)
            for (let k = 0; k < kernelHeight; k++)
              for (let l = 0; l < kernelWidth; l++) {
              ${product}
              }
        }
    }`,
    `for (let o = 0; o < outputs; o++) {
    ${first}
    for (let c = 0; c < block; c++) {
      for (let k = 0; k < kernelHeight; k++) {
        for (let l = 0; l < kernelWidth; l++) {
          for (let n = 0; n < batch; n++) {
            for (let i = 0; i < rows; i++) {
              for (let j = 0; j < columns; j++) {
                ${place}
                ${product}
              }
            }
          }
        }
      }
    }
  }`,
    `const stops = rows * columns;
  for (let n = 0; n < batch; n++) {
    for (let stop = 0; stop < stops; stop++) {
      const i = Math.floor(stop / columns);
      const j = stop % columns;
      for (let o = 0; o < outputs; o++) {
        ${first}
        ${place}
        for (let c = 0; c < block; c++) {
          for (let tap = 0; tap < kernelHeight * kernelWidth; tap++) {
            const [k, l] = [Math.floor(tap / kernelWidth), tap % kernelWidth];
            ${product}
          }
        }
      }
    }
  }`,
  );
}

const biasFirst = (decide: Decide): string =>
  decide(
    "const output = zeros([batch, outputs, rows, columns]).add(bias.reshape([-1, 1, 1]));",
    "const output = zeros([batch, outputs, rows, columns]).map((_, at) => bias.data[Math.floor(at / (rows * columns)) % outputs]!);",
  );

const gradBias = (decide: Decide): string =>
  decide(
    "const gradBias = gradOutput.sum([0, 2, 3]);",
    `const gradBias = zeros(bias.shape);
  const area = rows * columns;
  gradOutput.data.forEach((value, at) => (gradBias.data[Math.floor(at / area) % outputs]! += value));`,
  );

const scatter = (decide: Decide): string =>
  decide(
    `gradInput.data[x]! += gradOutput.data[y]! * weight.data[w]!;
              gradWeight.data[w]! += gradOutput.data[y]! * input.data[x]!;`,
    `const upstream = gradOutput.data[y]!;
              gradWeight.data[w]! += upstream * input.data[x]!;
              gradInput.data[x]! += upstream * weight.data[w]!;`,
    `const incoming = gradOutput.data[y]!;
              if (incoming !== 0) {
                gradInput.data[x] = gradInput.data[x]! + incoming * weight.data[w]!;
                gradWeight.data[w] = gradWeight.data[w]! + incoming * input.data[x]!;
              }`,
  );

/** One function goes through all products; forward and backward say what to do at each. */
function bySharedWalk(decide: Decide, call: Call): Walk {
  const text = `
function everyProduct(
  input: Tensor,
  weight: Tensor,
  options: Conv2dOptions,
  visit: (y: number, x: number, w: number) => void,
): number[] {
  ${read(decide)}
  ${shapes(decide)}
  ${counted(decide, call)}
  ${sevenLoops(decide, "visit(y, x, w);")}
  return [batch, outputs, rows, columns];
}
`;
  const forward = decide(
    `const products: [number, number][] = [];
  const shape = everyProduct(input, weight, options, (y, x, w) => {
    products.push([y, input.data[x]! * weight.data[w]!]);
  });
  const output = zeros(shape).add(bias.reshape([-1, 1, 1]));
  for (const [y, product] of products) output.data[y]! += product;
  return output;`,
    `const sums: number[] = [];
  const shape = everyProduct(input, weight, options, (y, x, w) => {
    sums[y] = (sums[y] ?? 0) + input.data[x]! * weight.data[w]!;
  });
  return zeros(shape)
    .map((_, at) => sums[at] ?? 0)
    .add(bias.reshape([1, -1, 1, 1]));`,
  );
  return {
    text,
    forward,
    backward: `const gradInput = zeros(input.shape);
  const gradWeight = zeros(weight.shape);
  const [, outputs = 1, rows = 1, columns = 1] = everyProduct(input, weight, options, (y, x, w) => {
    ${scatter(decide)}
  });
  ${gradBias(decide)}
  return { gradInput, gradWeight, gradBias };`,
  };
}

/** Forward and backward have their loops each. */
function byOwnLoops(decide: Decide, call: Call): Walk {
  const head = `${read(decide)}
  ${shapes(decide)}
  ${counted(decide, call)}`;
  return {
    text: "",
    forward: `${head}
  ${biasFirst(decide)}
  ${sevenLoops(decide, "output.data[y]! += input.data[x]! * weight.data[w]!;")}
  return output;`,
    backward: `${head}
  const [gradInput, gradWeight] = [zeros(input.shape), zeros(weight.shape)];
  ${sevenLoops(decide, scatter(decide))}
  ${gradBias(decide)}
  return { gradInput, gradWeight, gradBias };`,
  };
}
