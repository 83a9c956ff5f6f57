/** The program that a child runs, and the flags that Node runs it with. What goes in front of it is a rung of ../sandbox/. */
import { fileURLToPath } from "node:url";
import type { Limits } from "../executor.ts";
import type { NodeProgram } from "../sandbox/rung.ts";

const harness = fileURLToPath(new URL("./harness.cjs", import.meta.url));

export function harnessProgram(limits: Limits): NodeProgram {
  return {
    file: harness,
    args: (file) => [
      "--permission",
      `--allow-fs-read=${file}`,
      "--experimental-vm-modules",
      "--disallow-code-generation-from-strings",
      "--disable-sigusr1",
      "--no-addons",
      "--no-warnings",
      `--max-old-space-size=${limits.memoryMegabytes}`,
      "--max-semi-space-size=8",
      file,
    ],
  };
}
