/**
 * The mutants of one file: Stryker's and, beside them, ours (README.md says which).
 *
 * Stryker's instrumenter puts all of its own into one text, each behind a switch, so a file is instrumented once and
 * loaded again for every mutant. Only the instrumenter is used, not Stryker's runner: that copies the project into a
 * sandbox with a second Tensor class, starts processes for it, and keeps results by test, where here an exercise's own
 * spec is the only test there is.
 */
import { stripTypeScriptTypes } from "node:module";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { messageIgnorer } from "./messages.ts";
import type { Mutant } from "./mutant.ts";
import { tensorMutants } from "./tensor-mutants.ts";

export interface MutatedFile {
  /** The file as it is, in JavaScript that counts how often each of Stryker's mutants is reached. */
  readonly code: string;
  /** In the order of the file. */
  readonly mutants: readonly Mutant[];
}

/** @param file - its path, for the parser alone. */
export async function mutate(file: string, text: string): Promise<MutatedFile> {
  const instrumented = await new Instrumenter(silent).instrument([{ name: file, content: text, mutate: true }], {
    plugins: null,
    excludedMutations: [],
    ignorers: [messageIgnorer(text)],
  });
  const lines = text.split("\n");
  const offsets = lines.map(
    (
      (offset) => (line: string) =>
        (offset += line.length + 1) - line.length - 1
    )(0),
  );
  const code = stripTypeScriptTypes(instrumented.files[0]!.content);
  const switched = instrumented.mutants
    .filter(({ status }) => status !== "Ignored")
    .map(({ id, mutatorName, location: { start, end }, replacement }): Mutant => {
      const from = text.slice(offsets[start.line]! + start.column, offsets[end.line]! + end.column);
      return {
        mutator: mutatorName,
        line: start.line + 1,
        column: start.column + 1,
        source: lines[start.line]!.trim(),
        from: oneLine(from),
        to: oneLine(replacement),
        code,
        key: id,
      };
    });
  const mutants = [...switched, ...tensorMutants(text)].sort((a, b) => a.line - b.line || a.column - b.column);
  return { code, mutants };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const silent: ConstructorParameters<typeof Instrumenter>[0] = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
};
