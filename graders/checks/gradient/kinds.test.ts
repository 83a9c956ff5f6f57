/** The gradient check over the kinds of function that the course has: each with its right gradient and a wrong one. */
import { describe, expect, test } from "vitest";
import { zeros, type Tensor } from "#tensor";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import type { Generator } from "#graders/spec/spec.ts";
import type { TypeText } from "#graders/spec/signature.ts";
import type { CheckResult } from "#graders/result/result.ts";

interface Kind {
  readonly name: string;
  readonly group?: "functions" | "programs";
  readonly signature: { readonly [argument: string]: TypeText };
  readonly gradient: TypeText;
  readonly right: { readonly [name: string]: unknown };
  readonly wrong: { readonly [name: string]: unknown };
  readonly programs?: { readonly [name: string]: unknown };
  readonly draw?: Generator;
}

async function check(
  { name, group = "functions", signature, gradient, right, programs, draw }: Kind,
  module: object,
  seed: number,
): Promise<CheckResult> {
  const { returns, options, ...given } = signature;
  const calls = {
    f: signature,
    fBackward: { ...given, gradOutput: returns, ...(options ? { options } : {}), returns: gradient },
  };
  const spec = parseSpec("99-made-up/kind", "kind.json", {
    title: name,
    formula: "y = f(x)",
    ...(group === "programs" ? { classes: ["Layer"], programs: calls } : { functions: calls }),
    checks: [{ name: "the gradient of f is right", call: "f", gradient: "fBackward", points: 1 }],
    hints: ["?"],
  });
  const exercise = {
    spec,
    reference: right,
    ...(programs ? { programs } : {}),
    generators: draw ? { f: draw } : {},
    mistakes: new Map(),
  };
  const session = inProcessSession(module, programs);
  const result = await gradeExercise(exercise, async () => ({ status: "loaded", session }), {
    seed,
    trustsReference: false,
    shrinks: false,
  });
  return result.checks[0]!;
}

/** Pairs of neighbours: the larger of the two; where they are equal, the first has the gradient. */
function maxOfPairs(x: Tensor): Tensor {
  return x.reshape([x.size / 2, 2]).max(1);
}

function toTheMax(x: Tensor, g: Tensor, ofTie: (first: boolean) => number): Tensor {
  return x.map((entry, index) => {
    const other = x.data[index ^ 1]!;
    const share = entry === other ? ofTie(index % 2 === 0) : Number(entry > other);
    return share * g.data[index >> 1]!;
  });
}

/** A layer whose output depends on what it has seen: a running sum of its inputs. */
class Layer {
  seen = 0;
  forward(x: Tensor): Tensor {
    this.seen += x.sum().item();
    return x.mul(this.seen);
  }
  backward(x: Tensor, gradOutput: Tensor): Tensor {
    return gradOutput.mul(this.seen).add(gradOutput.mul(x).sum().item());
  }
}

class Forgetful extends Layer {
  override backward(_x: Tensor, gradOutput: Tensor): Tensor {
    return gradOutput.mul(this.seen);
  }
}

const kinds: readonly Kind[] = [
  {
    name: "integers that pick rows, with repeats",
    signature: { table: "tensor[2, D]", ids: "tensor[5] of integers in [0, 2)", returns: "tensor[5, D]" },
    gradient: { gradTable: "like table" },
    right: {
      f: (table: Tensor, ids: Tensor) => table.gather(ids),
      fBackward: (table: Tensor, ids: Tensor, g: Tensor) => ({
        gradTable: gathered(table, ids, g, (old, more) => old + more),
      }),
    },
    wrong: {
      fBackward: (table: Tensor, ids: Tensor, g: Tensor) => ({
        gradTable: gathered(table, ids, g, (_old, more) => more),
      }),
    },
  },
  {
    name: "a mask of 0 and 1, which has no gradient",
    signature: { x: "tensor[N, D]", mask: "tensor[N, D] of 0 or 1", returns: "like x" },
    gradient: "like x",
    right: {
      f: (x: Tensor, mask: Tensor) => x.square().mul(mask),
      fBackward: (x: Tensor, mask: Tensor, g: Tensor) => g.mul(x).mul(2).mul(mask),
    },
    wrong: { fBackward: (x: Tensor, _mask: Tensor, g: Tensor) => g.mul(x).mul(2) },
  },
  {
    name: "options that change the function",
    signature: {
      x: "tensor[N]",
      options: { square: "boolean", scale: "optional integer in [2, 4]" },
      returns: "like x",
    },
    gradient: "like x",
    right: {
      f: (x: Tensor, { square, scale = 1 }: { square: boolean; scale?: number }) =>
        (square ? x.square() : x).mul(scale),
      fBackward: (x: Tensor, g: Tensor, { square, scale = 1 }: { square: boolean; scale?: number }) =>
        (square ? g.mul(x).mul(2) : g).mul(scale),
    },
    wrong: { fBackward: (x: Tensor, g: Tensor, { square }: { square: boolean }) => (square ? g.mul(x).mul(2) : g) },
  },
  {
    name: "a sequence, step by step",
    signature: { x: "tensor[T]", weight: "number in (0.5, 1.5)", returns: "like x" },
    gradient: { gradX: "like x" },
    right: {
      f: (x: Tensor, weight: number) => recurrent(x, weight),
      fBackward: (x: Tensor, weight: number, g: Tensor) => ({
        gradX: recurrent(g.gather(reversed(x.size)), weight).gather(reversed(x.size)),
      }),
    },
    wrong: { fBackward: (_x: Tensor, _weight: number, g: Tensor) => ({ gradX: g }) },
  },
  {
    name: "a record of parameters",
    signature: { x: "tensor[N, D]", parameters: { scale: "tensor[D]", shift: "tensor[D]" }, returns: "like x" },
    gradient: { gradX: "like x", gradParameters: { scale: "tensor[D]", shift: "tensor[D]" } },
    right: {
      f: (x: Tensor, { scale, shift }: { scale: Tensor; shift: Tensor }) => x.mul(scale).add(shift),
      fBackward: (x: Tensor, { scale }: { scale: Tensor }, g: Tensor) => ({
        gradX: g.mul(scale),
        gradParameters: { scale: g.mul(x).sum(0), shift: g.sum(0) },
      }),
    },
    wrong: {
      fBackward: (x: Tensor, { scale }: { scale: Tensor }, g: Tensor) => ({
        gradX: g.mul(scale),
        gradParameters: { scale: g.mul(x).sum(0), shift: g.mean(0) },
      }),
    },
  },
  {
    name: "a scalar loss of two tensors",
    signature: { x: "tensor[N, D]", y: "tensor[N, D]", returns: "tensor[]" },
    gradient: { gradX: "like x", gradY: "like y" },
    right: {
      f: (x: Tensor, y: Tensor) => x.sub(y).square().mean(),
      fBackward: (x: Tensor, y: Tensor, g: Tensor) => ({
        gradX: x
          .sub(y)
          .mul(2 / x.size)
          .mul(g),
        gradY: y
          .sub(x)
          .mul(2 / x.size)
          .mul(g),
      }),
    },
    wrong: {
      fBackward: (x: Tensor, y: Tensor, g: Tensor) => ({
        gradX: x
          .sub(y)
          .mul(2 / x.size)
          .mul(g),
        gradY: x
          .sub(y)
          .mul(2 / x.size)
          .mul(g),
      }),
    },
  },
  {
    name: "a maximum with ties everywhere",
    signature: { x: "tensor[6]", returns: "tensor[3]" },
    draw: (draw) => ({ x: draw.integers([6], 0, 1) }),
    gradient: "like x",
    right: {
      f: maxOfPairs,
      fBackward: (x: Tensor, g: Tensor) => toTheMax(x, g, Number),
    },
    wrong: { fBackward: (x: Tensor, g: Tensor) => toTheMax(x, g, () => 1) },
  },
  {
    name: "a module with a state, put to work by a program",
    group: "programs",
    signature: { first: "tensor[N]", x: "tensor[N]", returns: "like x" },
    gradient: { gradX: "like x" },
    right: { Layer },
    wrong: { Layer: Forgetful },
    programs: {
      f: (module: { Layer: typeof Layer }, first: Tensor, x: Tensor) => run(module, first, x).output,
      fBackward: (module: { Layer: typeof Layer }, first: Tensor, x: Tensor, g: Tensor) => ({
        gradX: run(module, first, x).layer.backward(x, g),
      }),
    },
  },
];

function run({ Layer: Made }: { Layer: typeof Layer }, first: Tensor, x: Tensor): { layer: Layer; output: Tensor } {
  const layer = new Made();
  layer.forward(first);
  return { layer, output: layer.forward(x) };
}

function gathered(table: Tensor, ids: Tensor, g: Tensor, join: (old: number, more: number) => number): Tensor {
  const gradient = zeros(table.shape);
  const width = table.shape[1]!;
  ids.data.forEach((id, row) => {
    for (let column = 0; column < width; column++)
      gradient.data[id * width + column] = join(gradient.data[id * width + column]!, g.data[row * width + column]!);
  });
  return gradient;
}

function recurrent(x: Tensor, weight: number): Tensor {
  let state = 0;
  return x.map((entry) => (state = weight * state + entry));
}

function reversed(size: number): number[] {
  return Array.from({ length: size }, (_, index) => size - 1 - index);
}

describe.each(kinds)("$name", (kind) => {
  test("the right gradient passes under 20 seeds, by differences alone", async () => {
    for (let seed = 1; seed <= 20; seed++) expect((await check(kind, kind.right, seed)).status).toBe("pass");
  });
  test("the wrong one fails under 20 seeds", async () => {
    for (let seed = 1; seed <= 20; seed++)
      expect((await check(kind, { ...kind.right, ...kind.wrong }, seed)).status).toBe("fail");
  });
});
