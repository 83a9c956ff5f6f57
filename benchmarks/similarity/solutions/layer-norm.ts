import type { Decide, Solutions } from "./solutions.ts";

export const layerNorm: Solutions = (decide) => {
  const variance = decide(
    "input.variance(-1, { keepDims: true })",
    "centred.square().mean(-1, { keepDims: true })",
    "centred.mul(centred).sum(-1, { keepDims: true }).div(input.shape.at(-1)!)",
  );
  const centre = decide(
    "const centred = input.sub(input.mean(-1, { keepDims: true }));",
    `const mu = input.mean(-1, { keepDims: true });
  const centred = input.sub(mu);`,
    `const features = input.shape[input.rank - 1]!;
  const mu = input.sum(-1, { keepDims: true }).div(features);
  const centred = input.sub(mu);`,
  );
  const root = decide(
    `const deviation = ${variance}.add(epsilon).sqrt();`,
    `const sigma = ${variance};
  const deviation = sigma.add(epsilon).sqrt();`,
    `const deviation = ${variance}.map((value) => Math.sqrt(value + epsilon));`,
  );
  const statistics = `${centre}
  ${root}`;
  const check = checks(decide);
  const shared = decide(true, false);
  const [functionOf, use] = shared
    ? decide(
        [
          `
function standardise(input: Tensor, epsilon: number) {
  ${statistics}
  return { normalised: centred.div(deviation), deviation };
}
`,
          "const { normalised, deviation } = standardise(input, epsilon);",
        ],
        [
          `
const statisticsOf = (input: Tensor, epsilon: number): [Tensor, Tensor] => {
  ${statistics}
  const normalised = centred.div(deviation);
  return [normalised, deviation];
};
`,
          "const [normalised, deviation] = statisticsOf(input, epsilon);",
        ],
      )
    : [
        "",
        `${statistics}
  const normalised = centred.div(deviation);`,
      ];
  const forward = decide(
    "return normalised.mul(gamma).add(beta);",
    `const scaled = gamma.mul(normalised);
  return scaled.add(beta);`,
    `const width = gamma.size;
  return normalised.map((value, index) => value * gamma.data[index % width]! + beta.data[index % width]!);`,
  );
  const parts = [
    check.text,
    functionOf,
    `
export function layerNorm(input: Tensor, gamma: Tensor, beta: Tensor, ${optionsOf(decide)}): Tensor {
  ${check.call}
  ${use.replace("[normalised, deviation]", "[normalised]").replace("{ normalised, deviation }", "{ normalised }")}
  ${forward}
}
`,
    `
export function layerNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  ${optionsOf(decide)},
): LayerNormGradients {
  ${use}
  ${backward(decide)}
}
`,
  ];
  const order = decide([0, 2, 3, 1], [0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 1, 0]);
  // A constant has to stand before what uses it at once; none of these is used before the module is complete.
  return `import { ${check.imports}${decide("type Tensor", "Tensor")} } from "#tensor";

export interface LayerNormOptions {
  readonly epsilon?: number;
}

export interface LayerNormGradients {
  readonly gradInput: Tensor;
  readonly gradGamma: Tensor;
  readonly gradBeta: Tensor;
}
${order.map((part) => parts[part]).join("")}`;
};

function optionsOf(decide: Decide): string {
  return decide(
    "{ epsilon = 1e-5 }: LayerNormOptions = {}",
    "{ epsilon = 0.00001 }: { readonly epsilon?: number } = {}",
  );
}

function checks(decide: Decide): { imports: string; text: string; call: string } {
  return decide(
    {
      imports: "ShapeError, ",
      text: "",
      call: `const size = input.shape[input.rank - 1]!;
  if (gamma.rank !== 1 || gamma.size !== size) throw new ShapeError(\`gamma should be [\${size}]\`);
  if (beta.rank !== 1 || beta.size !== size) throw new ShapeError(\`beta should be [\${size}]\`);`,
    },
    {
      imports: "ShapeError, ",
      text: `
function checkShape(name: string, vector: Tensor, size: number): void {
  if (vector.shape.length === 1 && vector.shape[0] === size) return;
  throw new ShapeError(\`layerNorm: \${name} is [\${vector.shape.join(", ")}], expected [\${size}].\`);
}
`,
      call: `checkShape("gamma", gamma, input.shape.at(-1)!);
  checkShape("beta", beta, input.shape.at(-1)!);`,
    },
    {
      imports: "ShapeError, ",
      text: "",
      call: `for (const [name, parameter] of Object.entries({ gamma, beta })) {
    const fits = parameter.shape.join() === String(input.shape.at(-1));
    if (!fits) throw new ShapeError(name + " does not fit the features");
  }`,
    },
  );
}

function backward(decide: Decide): string {
  const gradients = decide(
    `const gradGamma = gradOutput.mul(normalised).sumTo(gamma.shape);
  const gradBeta = gradOutput.sumTo(beta.shape);`,
    `const axes = input.shape.map((_, axis) => axis).slice(0, -1);
  const gradBeta = gradOutput.sum(axes);
  const gradGamma = normalised.mul(gradOutput).sum(axes);`,
    `const columns = gamma.size;
  const flatGradient = gradOutput.reshape([-1, columns]);
  const gradGamma = flatGradient.mul(normalised.reshape([-1, columns])).sum(0);
  const gradBeta = flatGradient.sum(0);`,
  );
  const input = decide(
    `const gradNormalised = gradOutput.mul(gamma);
  const byMean = gradNormalised.mean(-1, { keepDims: true });
  const byVariance = gradNormalised.mul(normalised).mean(-1, { keepDims: true }).mul(normalised);
  const gradInput = gradNormalised.sub(byMean).sub(byVariance).div(deviation);`,
    `const scaled = gamma.mul(gradOutput);
  const along = scaled.mul(normalised).mean(-1, { keepDims: true });
  const gradInput = scaled
    .sub(scaled.mean(-1, { keepDims: true }))
    .sub(normalised.mul(along))
    .div(deviation);`,
    `const width = input.shape[input.rank - 1]!;
  const hat = gradOutput.mul(gamma);
  const sums = hat.sum(-1, { keepDims: true });
  const products = hat.mul(normalised).sum(-1, { keepDims: true });
  const inner = hat.mul(width).sub(sums).sub(normalised.mul(products));
  const gradInput = inner.div(deviation.mul(width));`,
  );
  return decide(
    `${input}
  ${gradients}
  return { gradInput, gradGamma, gradBeta };`,
    `${gradients}
  ${input}
  return { gradInput, gradGamma, gradBeta };`,
  );
}
