/** The one place where the child's command line is made; a sandbox of the operating system goes in front of it here. */
import { fileURLToPath } from "node:url";
import type { Limits } from "../executor.ts";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

const harness = fileURLToPath(new URL("./harness.cjs", import.meta.url));

export function childCommand(limits: Limits): Command {
  return {
    file: process.execPath,
    args: [
      "--permission",
      `--allow-fs-read=${harness}`,
      "--experimental-vm-modules",
      "--disallow-code-generation-from-strings",
      "--disable-sigusr1",
      "--no-addons",
      "--no-warnings",
      `--max-old-space-size=${limits.memoryMegabytes}`,
      "--max-semi-space-size=8",
      harness,
    ],
    env: { TZ: "UTC", LC_ALL: "C" },
    cwd: process.platform === "win32" ? process.cwd() : "/",
  };
}
