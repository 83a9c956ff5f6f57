import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { mutationScores, type MutationScore } from "./scores.ts";
import { digestOf } from "./targets.ts";

const root = mkdtempSync(join(tmpdir(), "gradecheck-mutation-"));
afterAll(() => rmSync(root, { recursive: true }));

const id = "99-made-up/passes";
const ledger = join(root, "mutation.json");
const survivors = `specs/${id}.survivors.json`;

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A mark passes from the limit on. */
function writeSpec(cases: readonly { readonly mark: number; readonly expect: number }[]): void {
  const spec = {
    title: "Passes",
    formula: "passes(mark) = 1[mark ≥ 50]",
    functions: { passes: { mark: "number", returns: "number" } },
    checks: [
      {
        name: "50 marks pass",
        call: "passes",
        points: 1,
        cases: cases.map((one) => ({ ...one, source: "definition" })),
      },
    ],
    hints: ["Which mark is the least that passes?"],
  };
  write(`specs/${id}.json`, JSON.stringify(spec));
}

const thin = [
  { mark: 60, expect: 1 },
  { mark: 40, expect: 0 },
];
const thorough = [...thin, { mark: 50, expect: 1 }];

const atTheLimit = {
  mutator: "EqualityOperator",
  line: "return mark >= limit ? 1 : 0;",
  from: "mark >= limit",
  to: "mark > limit",
};

async function score(): Promise<MutationScore> {
  return (await mutationScores([id], { root, ledger, jobs: 1 }))[0]!;
}

beforeEach(() => {
  rmSync(join(root, survivors), { force: true });
  write("package.json", '{ "type": "module" }');
  write(
    `reference/${id}.ts`,
    `import { limit } from "./limit.ts";
export function passes(mark: number): number {
  if (Number.isNaN(mark)) throw new RangeError(\`passes: mark is \${mark}, expected \${"a" + "number"}.\`);
  return mark >= limit ? 1 : 0;
}
`,
  );
  write("reference/99-made-up/limit.ts", "export const limit = 100 / 2;\n");
  writeSpec([...thin, { mark: 50, expect: 1 }]);
});

test("a thin spec lets a mutant survive, a thorough one none", async () => {
  writeSpec(thin);
  const { survived } = await score();
  expect(survived).toContainEqual({
    mutator: "EqualityOperator",
    line: 4,
    column: 10,
    source: "return mark >= limit ? 1 : 0;",
    from: "mark >= limit",
    to: "mark > limit",
    seen: "caught under none of 4 other seeds",
  });
  writeSpec([...thorough, { mark: 0, expect: 0 }]);
  expect((await score()).survived.filter(({ line }) => line === 4)).toEqual([]);
});

test("a constant of a helper is mutated too, and the exercises that import it must notice", async () => {
  const [helper] = await mutationScores(["99-made-up/limit"], { root, ledger, jobs: 1 });
  expect(helper).toMatchObject({ id: "99-made-up/limit", mutants: 3, killed: 3, score: 1 });
});

test("an explained survivor leaves the score alone; the explanation of a killed one is stale", async () => {
  writeSpec(thin);
  const before = await score();
  write(
    survivors,
    JSON.stringify([{ ...atTheLimit, why: "The course has no mark of exactly 50, so both are right." }]),
  );
  const after = await score();
  expect(after.explained).toBe(1);
  expect(after.survived).toHaveLength(before.survived.length - 1);
  expect(after.faults).toEqual([]);
  writeSpec(thorough);
  expect((await score()).faults).toEqual([
    "The explanation of EqualityOperator, mark >= limit → mark > limit, in the line “return mark >= limit ? 1 : 0;” is stale: that mutant is killed or no longer there. Remove it.",
  ]);
});

test("a reference that its spec refuses has a fault in place of a result, and isn't kept", async () => {
  rmSync(ledger, { force: true });
  writeSpec([{ mark: 60, expect: 0 }]);
  const { mutants, faults } = await score();
  expect(mutants).toBe(0);
  expect(faults).toEqual([
    expect.stringMatching(/^99-made-up\/passes: The reference is not passed under seed 1: “50 /),
  ]);
  expect(() => readFileSync(ledger)).toThrow("ENOENT");
});

test.each([
  ["{", /^specs\/99-made-up\/passes\.survivors\.json: is not JSON: /],
  ["[{}]", /^specs\/99-made-up\/passes\.survivors\.json: \/0 lacks "mutator"\. Add it\.$/m],
  [
    JSON.stringify([{ ...atTheLimit, why: "Equivalent." }]),
    /survivors\.json: \/0\/why is "Equivalent\.": it must match/,
  ],
])("a malformed file of explanations is refused: %s", async (text, message) => {
  write(survivors, text);
  await expect(score()).rejects.toThrow(message);
});

test("the digest changes with the spec, the reference and its helper, and not with the catalogue of mistakes", async () => {
  const target = { id, exercises: [id] };
  const digests = [await digestOf(target, root)];
  writeSpec(thin);
  digests.push(await digestOf(target, root));
  write("reference/99-made-up/limit.ts", "export const limit = 100 / 4;\n");
  digests.push(await digestOf(target, root));
  expect(new Set(digests).size).toBe(3);
  write(`specs/${id}.mistakes.ts`, "export default {};\n");
  expect(await digestOf(target, root)).toBe(digests.at(-1));
});
