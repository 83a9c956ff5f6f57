/** Damaged specs through reading, schema, parser and the values of their cases; some that pass draw inputs. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Draw, drawArguments } from "#graders/inputs/draw.ts";
import { exerciseIds, loadSpec, projectRoot } from "#graders/spec/load.ts";
import { signatureOf, type Spec } from "#graders/spec/spec.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { specValidator } from "#graders/spec/validate.ts";
import { valueFromJson } from "#graders/spec/values.ts";
import { mutatedJson, smallerJson, type Json } from "../mutate/json.ts";
import { Violation, type Target } from "../target.ts";

const id = "99-fuzz/case";
const longestMessage = 20_000;
/** What would take long to draw is the business of whoever writes a size of millions. */
const largestSize = 50;

const signatureTexts = [
  "tensor",
  "tensor[N, D]",
  "tensor[N, D] in (0, 1)",
  "tensor[N] of integers in [0, C)",
  "like x",
  "tensor[2N+1, 4H]",
  "tensor[N] of one-hot rows",
  "tensor[N] of probabilities",
  "tensor[N] of 0 or 1",
  "number in (0, inf)",
  "integer in [1, 3]",
  "optional boolean",
  "one of mean, sum",
  "random",
  "any",
  "number in (1, 0)",
  "tensor[N-9]",
  "tensor[-1]",
  "like nothing",
  "tensor[N] in [0, Q)",
  "integer in [0.5, 0.7]",
  "tensor[999999999999]",
  "tensor[0]",
  "number in (1e308, inf)",
  "optional optional number",
  "tensor[" + "N, ".repeat(40) + "N]",
  "tensor of 1 or  or 2",
  "number in [NaN, 1]",
  "reference",
  "visible",
  "hidden",
];

/** Hardly more than a signature, so that damage to it is what most of its cases try. */
const small: Json = {
  title: "Double",
  formula: "double(x) = 2x",
  functions: { double: { x: "tensor[N, D]", factor: "number in (0, 1]", returns: "like x" } },
  sizes: { N: [1, 4] },
  checks: [{ name: "double is twice its input", call: "double", points: 1, matches: "reference" }],
  hints: ["How much is twice?"],
};

const target: Target<string> = {
  name: "specs",
  rule: "A spec that is read is a Spec or a SpecError that names the file; what it draws are values or a refusal in words.",
  cases: 50_000,
  async open() {
    const root = mkdtempSync(join(tmpdir(), "gradecheck-fuzz-"));
    const ids = await exerciseIds();
    const whole = ids.map(
      (each) => JSON.parse(readFileSync(join(projectRoot, "specs", `${each}.json`), "utf8")) as Json,
    );
    const seeds = [...whole, ...whole.map(() => small)];
    const validate = specValidator();
    const file = join(root, "specs", `${id}.json`);
    mkdirSync(dirname(file), { recursive: true });
    return {
      draw: (random) => mutatedJson(random, seeds, signatureTexts),
      judge: (text) => {
        writeFileSync(file, text);
        return [outcomeOf(root, validate)];
      },
      smaller: smallerJson,
      written: (text) => text,
      close: async () => rmSync(root, { recursive: true }),
    };
  },
};
export default target;

function outcomeOf(root: string, validate: (file: string, json: unknown) => void): string {
  let spec: Spec;
  try {
    spec = loadSpec(id, root, validate);
    for (const check of spec.checks) if (check.kind === "cases") readCases(spec, check);
  } catch (error) {
    return refusal(error);
  }
  return `a spec; ${drawn(spec)}`;
}

function readCases(spec: Spec, check: Spec["checks"][number] & { kind: "cases" }): void {
  const signature = signatureOf(spec, check.call)!;
  for (const { input, expect } of check.cases) {
    for (const [name, json] of Object.entries(input))
      valueFromJson(json, signature.parameters.get(name)!, `specs/${id}.json: ${name}`);
    if (expect !== undefined) valueFromJson(expect, signature.returns, `specs/${id}.json: expect`);
  }
}

function refusal(error: unknown): string {
  if (!(error instanceof SpecError)) throw error;
  const { message } = error;
  if (message.length > longestMessage) throw new Violation(`a message of ${message.length} characters`);
  const stray = message.split("\n").find((line) => !line.startsWith(`specs/${id}.json: `));
  if (stray !== undefined)
    throw new Violation(`a line that does not name the file: ${JSON.stringify(stray.slice(0, 200))}`);
  return "a SpecError";
}

function drawn(spec: Spec): string {
  if ([...spec.sizes.values()].some(([, high]) => high > largestSize)) return "sizes too large to draw here";
  for (const signature of [...spec.functions.values(), ...spec.programs.values()]) {
    try {
      for (let seed = 1; seed <= 3; seed++) drawArguments(new Draw(seed), signature, spec.sizes);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // A sentence of ours, not an accident of the language's.
      if (
        /is not (?:a function|iterable|defined)|Cannot read|Invalid (?:typed )?array length|call stack/.test(
          error.message,
        )
      )
        throw error;
      return "drawing is refused";
    }
  }
  return "inputs are drawn";
}
