import { expect, test } from "vitest";
import { mutate } from "./mutants.ts";

const text = `
export function half(x: number): number {
  expectNumber("half", x);
  return x / 2;
}
function expectNumber(caller: string, x: number): void {
  const remedy = "Give a number.";
  if (Number.isNaN(x)) throw new RangeError(\`\${caller}: x is \${"NaN"}. \` + remedy);
}
export const kind = "exact";
`;

test("a mutant says where it is, what stands there and what it has instead", async () => {
  const { mutants } = await mutate("half.ts", text);
  expect(mutants.find(({ mutator }) => mutator === "ArithmeticOperator")).toMatchObject({
    line: 4,
    column: 10,
    source: "return x / 2;",
    from: "x / 2",
    to: "x * 2",
  });
});

test("the words of errors aren't mutated, other strings are", async () => {
  const { mutants } = await mutate("half.ts", text);
  const strings = mutants.filter(({ mutator }) => mutator === "StringLiteral");
  expect(strings.map(({ from }) => from)).toEqual(['"exact"']);
});

test("the instrumented text is JavaScript", async () => {
  const { code } = await mutate("half.ts", text);
  expect(code).not.toContain(": number");
});

test("our own mutants stand among Stryker's in the order of the file, each a text of its own without a switch", async () => {
  const { mutants } = await mutate("twice.ts", "export const twice = (x: Tensor) =>\n  x.mul(1 + 1);\n");
  expect(mutants.map(({ mutator }) => mutator)).toEqual([
    "ArrowFunction",
    "TensorMethod",
    "ArithmeticOperator",
    "NumericLiteral",
    "NumericLiteral",
  ]);
  expect(mutants[1]).toMatchObject({ code: expect.stringContaining("x.div(1 + 1)") });
  expect(mutants.map(({ key }) => key !== undefined)).toEqual([true, false, true, false, false]);
});
