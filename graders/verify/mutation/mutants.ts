/**
 * The mutants of one file: small changes to its code, such as `<` for `<=`, that a good spec notices.
 *
 * Stryker's instrumenter puts all of them into one text, each behind a switch, so a file is instrumented once and loaded
 * again for every mutant. Only the instrumenter is used, not Stryker's runner: that copies the project into a sandbox
 * with a second Tensor class, starts processes for it, and keeps results by test, where here an exercise's own spec
 * is the only test there is.
 */
import { stripTypeScriptTypes } from "node:module";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { messageIgnorer } from "./messages.ts";

export interface Mutant {
  /** The switch in the instrumented text. */
  readonly key: string;
  readonly mutator: string;
  /** Both from 1, as an editor counts. */
  readonly line: number;
  readonly column: number;
  /** The whole line that the change begins in, trimmed. */
  readonly source: string;
  /** What stands there and what the mutant has instead; white space is one blank. */
  readonly from: string;
  readonly to: string;
}

export interface MutatedFile {
  /** JavaScript with every mutant in it; none is active until its key is. */
  readonly code: string;
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
  const mutants = instrumented.mutants
    .filter(({ status }) => status !== "Ignored")
    .map(({ id, mutatorName, location: { start, end }, replacement }): Mutant => {
      const from = text.slice(offsets[start.line]! + start.column, offsets[end.line]! + end.column);
      return {
        key: id,
        mutator: mutatorName,
        line: start.line + 1,
        column: start.column + 1,
        source: lines[start.line]!.trim(),
        from: oneLine(from),
        to: oneLine(replacement),
      };
    });
  return { code: stripTypeScriptTypes(instrumented.files[0]!.content), mutants };
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
