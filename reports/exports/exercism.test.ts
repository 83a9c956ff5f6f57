import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { adam, conv, relu, sgd } from "../samples/exercises.ts";
import { mixed } from "../samples/results.ts";
import { exercismJson } from "./exercism.ts";
import { everyResult, expectValid, grace, secrets } from "./samples.ts";

interface Document {
  readonly status: string;
  readonly message: string | null;
  readonly tests?: readonly { name: string; status: string; output?: string; task_id?: number }[];
}

const of = (...exercises: Parameters<typeof result>[1]): Document =>
  JSON.parse(exercismJson(result("ada", exercises), { audience: "student" })) as Document;

test("every sample gives a document that the interface allows", () => {
  for (const result of everyResult)
    expectValid("exercism", JSON.parse(exercismJson(result, { audience: "instructor" })));
});

test("tests come in the order of the spec, without those that could not be graded", () => {
  expect(of(sgd).tests).toMatchObject([{ name: "momentum reaches the minimum of a bowl", status: "error" }]);
  expect(of(relu).tests?.map(({ status }) => status)).toEqual(["pass", "pass", "fail"]);
});

test("what could not be graded keeps nobody from passing", () => {
  const open = exercise("01-a/one", "One", [check("is right", 1), check("is open", 1, { status: "inconclusive" })]);
  expect(of(open).status).toBe("pass");
});

test("a task is an exercise, where there is more than one", () => {
  expect(of(relu, sgd).tests?.map(({ task_id }) => task_id)).toEqual([1, 1, 1, 2]);
  expect(of(relu).tests?.[0]).not.toHaveProperty("task_id");
});

test("it is an error only where no check was decided, and the message says why", () => {
  expect(of(conv)).toMatchObject({ status: "error", message: expect.stringContaining("line 22: Expected ',' or ')'") });
  expect(of(adam).message).toContain("There is no exercises/04-optimizers/adam.ts");
  expect(of(relu, conv).status).toBe("fail");
  expect(exercismJson(grace.result, { audience: "student" })).toContain("The fault is the grader's");
});

test("long output and long messages are cut to what Exercism takes, with a word", () => {
  const noisy = exercise("01-a/one", "One", [check("is right", 1)], { console: "😀".repeat(400) });
  const [first] = of(noisy).tests!;
  expect(first!.output).toHaveLength(500);
  expect(first!.output).toMatch(/truncated\. Please limit to 500 chars\.$/);
  const wordy = { ...conv, problem: { kind: "syntax" as const, message: "é".repeat(70_000) } };
  const { message } = of(wordy);
  expect(Buffer.byteLength(message!)).toBeLessThanOrEqual(65_535);
  expect(message).toMatch(/é\n… \(cut\)$/);
});

test("nothing of hidden checks is in it", () => {
  expect(exercismJson(mixed, { audience: "student" })).not.toMatch(secrets);
});
