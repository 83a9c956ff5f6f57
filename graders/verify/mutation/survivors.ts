/**
 * Explanations of mutants that no spec can kill, in `specs/<id>.survivors.json`: why no input tells them from the
 * reference, or why both are right. They are found by their text, so they survive edits elsewhere in the file; one whose
 * mutant is killed, or is no longer there, is stale and a fault.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SpecError } from "#graders/spec/spec-error.ts";
import { specValidator } from "#graders/spec/validate.ts";

export interface Explanation {
  readonly mutator: string;
  /** The trimmed line of the reference that the change begins in. */
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** What an explanation is found by. */
export interface Change {
  readonly mutator: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

/** @throws SpecError - when a file is there and isn't as its schema says. */
export function loadExplanations(id: string, root: string): readonly Explanation[] {
  const file = `specs/${id}.survivors.json`;
  if (!existsSync(join(root, file))) return [];
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(root, file), "utf8"));
  } catch (error) {
    throw new SpecError(`${file}: is not JSON: ${(error as Error).message}.`);
  }
  validate ??= specValidator("survivors");
  validate(file, json);
  return json as readonly Explanation[];
}

let validate: ((file: string, json: unknown) => void) | undefined;

/** The explanation of a mutant that survived, if there is one. */
export function explanationOf(change: Change, explanations: readonly Explanation[]): Explanation | undefined {
  return explanations.find((explanation) => explains(explanation, change));
}

/** Full sentences about explanations that explain nothing. */
export function staleExplanations(explanations: readonly Explanation[], survivors: readonly Change[]): string[] {
  return explanations
    .filter((explanation) => !survivors.some((change) => explains(explanation, change)))
    .map(
      ({ mutator, line, from, to }) =>
        `The explanation of ${mutator}, ${from} → ${to}, in the line “${line}” is stale: that mutant is killed or no longer there. Remove it.`,
    );
}

function explains({ mutator, line, from, to }: Explanation, change: Change): boolean {
  return mutator === change.mutator && line === change.source && from === change.from && to === change.to;
}
