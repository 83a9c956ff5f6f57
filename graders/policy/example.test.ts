/** docs/policies.md shows the example policy, and what `explain` makes of it: both are what they are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { explain } from "./explain.ts";
import { finalGrade } from "./final-grade.ts";
import { readManualEntry } from "./manual.ts";
import { checkNames } from "./names-fit.ts";
import { readPolicy } from "./read-policy.ts";
import { attempt } from "./testing/attempts.ts";

const text = readFileSync(join(projectRoot, "examples", "policy.json"), "utf8");
const docs = readFileSync(join(projectRoot, "docs", "policies.md"), "utf8");
const blocks = [...docs.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, body]) => ({ language, body: body! }));

const policy = readPolicy(text, "examples/policy.json");

test("the example suits the sample class", async () => {
  const assignment = readFileSync(join(projectRoot, "examples", "submissions", "assignment.json"), "utf8");
  const all = await exerciseIds();
  const graded = selectIds(all, (JSON.parse(assignment) as { exercises: string[] }).exercises);
  checkNames(policy, "examples/policy.json", graded, all);
});

test("the page shows it whole", () => {
  expect(blocks.find(({ language }) => language === "json")?.body).toBe(text);
});

test("every field of a policy is told of", () => {
  const schema = JSON.parse(readFileSync(join(projectRoot, "specs", "schema", "policy.schema.json"), "utf8")) as {
    properties: object;
  };
  for (const field of Object.keys(schema.properties).filter((key) => key !== "$schema"))
    expect(docs).toContain(`| \`${field}\` |`);
});

test("the entries on the page suit the policy, and the lines on it are what they give", () => {
  const manual = blocks
    .find(({ language }) => language === "jsonl")!
    .body.trim()
    .split("\n")
    .map((line, at) => readManualEntry(JSON.parse(line), `docs/policies.md:${at + 1}`, policy));
  const exercises = {
    "01-neurons/neuron": [8, 8],
    "01-neurons/perceptron": [6, 8],
    "02-activations/relu": [6, 6],
    "02-activations/sigmoid": [2, 8],
    "02-activations/softmax": [9, 12],
    "02-activations/gelu": [5, 10],
    "03-losses/mse": [8, 8],
    "03-losses/sparse-cross-entropy": [6, 8, 2],
    "08-optimisers/adam": "not graded",
    "10-convolutional-networks/conv2d": [6, 12],
  } as const;
  const person = { id: "katherine-johnson" };
  const attempts = [
    attempt(1, { ...exercises, "03-losses/mse": [0, 8] }, { submission: "kj-1", submittedAt: "2026-05-10T18:00:00Z" }),
    attempt(2, exercises, { submission: "kj-2", submittedAt: "2026-05-14T00:30:00Z" }),
  ];
  const lines = explain(finalGrade({ attempts, policy, person, manual }));
  expect(`${lines.join("\n")}\n`).toBe(blocks.find(({ language }) => language === "text")?.body);
});
