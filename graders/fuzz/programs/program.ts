/** How answers.cjs is started, and how it is told what to answer. */
import { fileURLToPath } from "node:url";
import type { NodeProgram } from "#graders/execution/sandbox/rung.ts";

const file = fileURLToPath(new URL("./answers.cjs", import.meta.url));

export const answers: NodeProgram = { file, args: (file) => ["--no-warnings", file] };

/** The argument of a call that is to be answered with these bytes. */
export function askedInCall(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from("-- answer with --"), bytes]);
}

/** The text of a module that is to be answered with these bytes when it is loaded. */
export function askedInModule(bytes: Uint8Array): string {
  return `// answer with ${Buffer.from(bytes).toString("base64")}\n`;
}
