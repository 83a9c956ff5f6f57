import { describe, expect, test } from "vitest";
import { Random, Tensor, tensor } from "#tensor";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { subject } from "../subject.ts";
import { rivals } from "./index.ts";
import { BrokenGradient, flatten } from "./rule.ts";

const square = subject({
  name: "square",
  source: "y = x²",
  signature: { x: "tensor[3]", returns: "like x" },
  gradient: "like x",
  forward: (x: Tensor) => x.square(),
  backward: (x: Tensor, gradOutput: Tensor) => x.mul(2).mul(gradOutput),
  wrong: {},
});

/** What a rule says of a gradient of x² at (0.5, −1, 2). */
async function verdict(rule: string, backward: (x: Tensor, gradOutput: Tensor) => unknown): Promise<string> {
  const session = inProcessSession({ ...square.exercise.reference, backward });
  return rivals.get(rule)!(await flatten(square, session, { x: tensor([0.5, -1, 2]) }), new Random(1));
}

describe.each([...rivals.keys()])("%s", (rule) => {
  test("accepts 2x for x²", async () => {
    expect(await verdict(rule, (x, gradOutput) => x.mul(2).mul(gradOutput))).toBe("pass");
  });
  test("refuses x for x²", async () => {
    expect(await verdict(rule, (x, gradOutput) => x.mul(gradOutput))).toBe("fail");
  });
  test("refuses NaN, but where it asks only whether a number is too large", async () => {
    expect(await verdict(rule, (x) => x.mul(NaN))).toBe(rule === "Coursera" ? "pass" : "fail");
  });
  test("stops where no gradient comes back", async () => {
    await expect(verdict(rule, () => undefined)).rejects.toThrow(BrokenGradient);
  });
});

test.each([
  ["torch gradcheck", "pass"],
  ["jax check_grads", "fail"],
  ["CS231n", "fail"],
  ["Coursera", "fail"],
  ["minitorch", "pass"],
])("%s on a gradient that is 0.05 %% off: %s", async (rule, expected) => {
  expect(await verdict(rule, (x, gradOutput) => x.mul(2.001).mul(gradOutput))).toBe(expected);
});

test("torch gradcheck refuses a gradient that is not 0 for a gradOutput of 0", async () => {
  const constant = (x: Tensor, gradOutput: Tensor) => x.mul(2).mul(gradOutput.sum().item() === 0 ? 1 : gradOutput);
  expect(await verdict("torch gradcheck", constant)).toBe("fail");
});
