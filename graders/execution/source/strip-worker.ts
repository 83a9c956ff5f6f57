/** The thread that strips types; strip.ts says why it is one. Gets the text of a file, answers with a {@link StripAnswer}. */
import { stripTypeScriptTypes } from "node:module";
import { parentPort } from "node:worker_threads";

export type StripAnswer =
  | { readonly status: "stripped"; readonly text: string }
  /** Not TypeScript, or TypeScript that is more than types. */
  | { readonly status: "refused"; readonly code: string; readonly message: string; readonly stack: string }
  /** The parser broke, and this thread with it. */
  | { readonly status: "broke" };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.on("message", (text: string) => parentPort?.postMessage(strip(text)));

function strip(text: string): StripAnswer {
  try {
    return { status: "stripped", text: stripTypeScriptTypes(text, { mode: "strip" }) };
  } catch (error) {
    const { code, message, stack } = error as NodeJS.ErrnoException;
    if (code !== "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" && code !== "ERR_INVALID_TYPESCRIPT_SYNTAX")
      return { status: "broke" };
    return { status: "refused", code, message, stack: stack ?? "" };
  }
}
