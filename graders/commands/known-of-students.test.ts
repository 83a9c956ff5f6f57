import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { Store } from "#graders/store/store.ts";
import { result } from "#reports/samples/build.ts";
import { perceptron, relu } from "#reports/samples/exercises.ts";
import { grade } from "#reports/samples/mark.ts";
import { knownOfStudents } from "./known-of-students.ts";

let out: string;
let store: Store;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "gradecheck-known-"));
  store = new Store(out, { who: "a test" });
});
afterEach(() => {
  store.close();
  rmSync(out, { recursive: true });
});

function written(name: string, value: unknown): void {
  writeFileSync(join(out, name), JSON.stringify(value));
}

/** A result of other files, or of other specs, than the rest. */
function of(id: string, { file = "a", specs = "c" }: { readonly file?: string; readonly specs?: string }): Result {
  const submission = { id, files: { "exercises/02-activations/relu.ts": file.repeat(64) } };
  return { ...result(id, [relu]), submission, specs: specs.repeat(64) };
}

test("pages are in the language that was recorded, in English where none was", async () => {
  expect((await knownOfStudents(out, store))(of("ada", {})).language.tag).toBe("en");
  written("run.json", { submissions: ".", exercises: [], language: "de" });
  expect((await knownOfStudents(out, store))(of("ada", {})).language.tag).toBe("de");
});

test("compared is with what was handed in before under the same name, then with the attempt before, then with other specs", async () => {
  written("intake.json", {
    submissions: [
      { id: "ada-1", person: "ada", attempt: 1 },
      { id: "ada-2", person: "ada", attempt: 2 },
    ],
  });
  const previousOf = async (one: Result): Promise<Result | undefined> =>
    (await knownOfStudents(out, store))(one).previous;
  const first = of("ada-1", {});
  store.keep(first);
  expect(await previousOf(first)).toBeUndefined();
  const regraded = of("ada-1", { specs: "d" });
  store.keep(regraded);
  expect(await previousOf(regraded)).toEqual(first);
  const second = of("ada-2", { specs: "d" });
  store.keep(of("ada-2", { specs: "c" }));
  store.keep(second);
  expect(await previousOf(second)).toEqual(regraded);
  const again = of("ada-2", { file: "b", specs: "d" });
  store.keep(again);
  expect(await previousOf(again)).toEqual(second);
});

test("a mark belongs to every attempt that it was made of, and to nobody else", async () => {
  const known = await knownOfStudents(out, store, { marks: [{ grade }] });
  expect(["ada-1", "ada-2", "grace"].map((id) => known(result(id, [perceptron])).mark)).toEqual([
    grade,
    grade,
    undefined,
  ]);
});
