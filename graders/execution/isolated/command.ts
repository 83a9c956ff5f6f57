/** The program that a child runs, and the flags that Node runs it with. What goes in front of it is a rung of ../sandbox/. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Limits } from "../executor.ts";
import type { NodeProgram } from "../sandbox/rung.ts";

const file = fileURLToPath(new URL("./harness.cjs", import.meta.url));
const harness = readFileSync(file, "utf8");

/**
 * @param options.compilers - text may become code in its realms: for gpu.js, which translates kernels. Outside of the realms it may
 *   not, here as there.
 */
export function harnessProgram(
  limits: Limits,
  { compilers = false }: { readonly compilers?: boolean } = {},
): NodeProgram {
  return {
    file,
    args: () => [
      "--permission",
      "--experimental-vm-modules",
      "--disallow-code-generation-from-strings",
      "--disable-sigusr1",
      "--no-addons",
      "--no-warnings",
      `--max-old-space-size=${limits.memoryMegabytes}`,
      "--max-semi-space-size=8",
      // Threads that collect a heap this small take more time than they save, and a student pays for it.
      "--single-threaded-gc",
      // As text: call sites name the script, and where the grader lies is nobody's business.
      "--input-type=commonjs",
      "--eval",
      harness,
      ...(compilers ? ["compilers"] : []),
    ],
  };
}
