import { stripTypeScriptTypes } from "node:module";
import type { Problem } from "../executor.ts";

export type Stripped = { readonly status: "stripped"; readonly text: string } | { readonly status: "broken"; readonly problem: Problem };

/** Blanks out the types of a TypeScript file, so that every line and column stays where it was. A `.js` file is left as it is. */
export function stripTypes(path: string, text: string): Stripped {
  if (!path.endsWith(".ts")) return { status: "stripped", text };
  try {
    return { status: "stripped", text: quietly(() => stripTypeScriptTypes(text, { mode: "strip" })) };
  } catch (error) {
    return { status: "broken", problem: explain(path, error as { code?: string; message: string; stack?: string }) };
  }
}

function explain(path: string, error: { code?: string; message: string; stack?: string }): Problem {
  // The error has no position of its own, but its stack starts with ":LINE".
  const found = /^:(\d+)\n/.exec(error.stack ?? "")?.[1];
  const line = found === undefined ? undefined : Number(found);
  const where = line === undefined ? path : `${path}, line ${line}`;
  const place = { file: path, ...(line === undefined ? {} : { line }) };
  if (error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    const [, what, remedy] = unsupported.find(([pattern]) => pattern.test(error.message)) ?? [/./, "TypeScript that has to be compiled", "Write it in plain JavaScript with types."];
    return { kind: "unsupported-typescript", message: `${where}: ${what} can't be used, because only types are removed from the file before it runs. ${remedy}`, ...place };
  }
  const message = error.message.split("\n")[0]!.replace(/\.$/, "").slice(0, 200);
  return { kind: "syntax", message: `${where} is not valid TypeScript: ${message}. Correct the syntax there or just above.`, ...place };
}

const unsupported: readonly (readonly [RegExp, string, string])[] = [
  [/enum/, "an enum", 'Use a union of strings, such as type Mode = "train" | "test", or a constant object.'],
  [/namespace|module/, "a namespace", "Put its contents at the top level of the file, or into a file of their own."],
  [/parameter property/, "a parameter property", "Declare the field in the class and assign it in the constructor: this.size = size."],
  [/angle-bracket/, "a type assertion in angle brackets", "Write value as Type."],
  [/import equals/, "import x = require(...)", 'Write import { x } from "#tensor".'],
  [/export assignment/, "export =", "Write export function or export const."],
];

/** Node still announces the function as experimental, once for a process; a student or instructor can do nothing about it. */
function quietly<T>(work: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
