import type { Solutions } from "./solutions.ts";

export const adam: Solutions = (decide) => {
  const options = decide<OptionsStyle>(destructured, assigned, merged);
  const state = decide<StateStyle>(whenMissing, filledFirst, lazily);
  const corrected = decide<(m: string, v: string) => string>(dividedMoments, inTheStep, byHelper);
  const update = decide<(corrected: typeof dividedMoments) => string>(chained, elementwise, inSteps)(corrected);
  const mean = decide(
    (old: string) => `${old}.mul(beta1).add(gradient.mul(1 - beta1))`,
    (old: string) => `${old}.add(gradient.sub(${old}).mul(1 - beta1))`,
    (old: string) => `gradient.mul(1 - beta1).add(${old}.mul(beta1))`,
    (old: string) => `${old}.map((value, entry) => beta1 * value + (1 - beta1) * gradient.data[entry]!)`,
  );
  const squared = decide("gradient.square()", "gradient.mul(gradient)", "gradient.pow(2)");
  const square = decide(
    (old: string) => `${old}.mul(beta2).add(${squared}.mul(1 - beta2))`,
    (old: string) => `${squared}.mul(1 - beta2).add(${old}.mul(beta2))`,
    (old: string) => `${old}.add(${squared}.sub(${old}).mul(1 - beta2))`,
    (old: string) => `${old}.map((value, entry) => beta2 * value + (1 - beta2) * gradient.data[entry]! ** 2)`,
  );
  const moments = decide(
    `const mean = ${mean("oldMean")};
      const square = ${square("oldSquare")};
      this.means[index] = mean;
      this.squares[index] = square;`,
    `this.squares[index] = ${square("oldSquare")};
      this.means[index] = ${mean("oldMean")};
      const [mean, square] = [this.means[index]!, this.squares[index]!];`,
    `const mean = (this.means[index] = ${mean("oldMean")});
      const square = (this.squares[index] = ${square("oldSquare")});`,
  );
  const body = `${state.read}
      ${moments}
      ${update}`;
  const loop = decide(
    `return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      ${body}
      return updated;
    });`,
    `const result: Tensor[] = [];
    for (let index = 0; index < parameters.length; index++) {
      const parameter = parameters[index]!;
      const gradient = gradients[index]!;
      ${body}
      result.push(updated);
    }
    return result;`,
    `const next: Tensor[] = [];
    for (const [index, parameter] of parameters.entries()) {
      const gradient = gradients[index]!;
      ${body}
      next.push(updated);
    }
    return next;`,
    `const moved = new Array<Tensor>(parameters.length);
    gradients.forEach((gradient, index) => {
      const parameter = parameters[index]!;
      ${body}
      moved[index] = updated;
    });
    return moved;`,
  );
  const check = decide(
    "",
    `if (parameters.length !== gradients.length) throw new RangeError("one gradient for each parameter");`,
  );
  const count = decide("this.time += 1;", "this.time++;", "this.time = this.time + 1;");
  return `import { ${state.imports}Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}
${corrected === byHelper ? helper(decide) : ""}
export class Adam {
  ${decide("", "private ")}time = 0;
  means: Tensor[] = [];
  squares: Tensor[] = [];
  ${options.text}

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    ${decide([options.read, check, count], [check, count, options.read], [count, options.read, check]).join("\n    ")}
    ${state.before}
    ${loop}
  }
}
`;
};

interface OptionsStyle {
  readonly text: string;
  readonly read: string;
}

const destructured: OptionsStyle = {
  text: `readonly options: Required<AdamOptions>;

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {}) {
    this.options = { learningRate, beta1, beta2, epsilon };
  }`,
  read: "const { learningRate, beta1, beta2, epsilon } = this.options;",
};

const assigned: OptionsStyle = {
  text: `learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;

  constructor(options: AdamOptions = {}) {
    this.learningRate = options.learningRate ?? 0.001;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-8;
  }`,
  read: `const learningRate = this.learningRate;
    const beta1 = this.beta1;
    const beta2 = this.beta2;
    const epsilon = this.epsilon;`,
};

const merged: OptionsStyle = {
  text: `settings;

  constructor(options: AdamOptions = {}) {
    const defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    this.settings = { ...defaults, ...options };
  }`,
  read: "const { learningRate, beta1, beta2, epsilon } = this.settings;",
};

interface StateStyle {
  readonly imports: string;
  readonly before: string;
  readonly read: string;
}

const whenMissing: StateStyle = {
  imports: "zeros, ",
  before: "",
  read: `const oldMean = this.means[index] ?? zeros(parameter.shape);
      const oldSquare = this.squares[index] ?? zeros(parameter.shape);`,
};

const filledFirst: StateStyle = {
  imports: "zeros, ",
  before: `if (this.means.length === 0) {
      this.means = parameters.map(({ shape }) => zeros(shape));
      this.squares = parameters.map(({ shape }) => zeros(shape));
    }`,
  read: `const oldMean = this.means[index]!;
      const oldSquare = this.squares[index]!;`,
};

const lazily: StateStyle = {
  imports: "",
  before: "",
  read: `let oldMean = this.means[index];
      let oldSquare = this.squares[index];
      if (oldMean === undefined || oldSquare === undefined) {
        oldMean = parameter.mul(0);
        oldSquare = parameter.mul(0);
      }`,
};

/** What moves the parameter: above and below the line, to be multiplied by the learning rate. */
const dividedMoments = (m: string, v: string): string => `const first = ${m}.div(1 - beta1 ** this.time);
      const second = ${v}.div(1 - beta2 ** this.time);
      const [above, below] = [first, second.sqrt().add(epsilon)];`;

const inTheStep = (m: string, v: string): string => `const correction = Math.sqrt(1 - Math.pow(beta2, this.time));
      const above = ${m}.mul(correction / (1 - Math.pow(beta1, this.time)));
      const below = ${v}.sqrt().add(epsilon * correction);`;

const byHelper = (m: string, v: string): string => `const above = unbiased(${m}, beta1, this.time);
      const below = unbiased(${v}, beta2, this.time).sqrt().add(epsilon);`;

function helper(decide: Parameters<Solutions>[0]): string {
  return decide(
    `
function unbiased(average: Tensor, beta: number, time: number): Tensor {
  return average.div(1 - beta ** time);
}
`,
    `
const unbiased = (average: Tensor, beta: number, time: number) => {
  const weight = 1 - Math.pow(beta, time);
  return average.mul(1 / weight);
};
`,
  );
}

const chained = (corrected: typeof dividedMoments): string => `${corrected("mean", "square")}
      const updated = parameter.sub(above.mul(learningRate).div(below));`;

const elementwise = (corrected: typeof dividedMoments): string => `${corrected("mean", "square")}
      const updated = parameter.map((value, entry) => value - (learningRate * above.data[entry]!) / below.data[entry]!);`;

const inSteps = (corrected: typeof dividedMoments): string => `${corrected("mean", "square")}
      const ratio = above.div(below);
      const step = ratio.mul(-learningRate);
      const updated = parameter.add(step);`;
