/** Whether somebody may be stopping the code at a breakpoint, which takes as long as it takes: time limits must not count it. */
import { url } from "node:inspector";

export function isDebugged(): boolean {
  // In a thread there is no address of its own; how the process was started tells.
  const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""];
  return (
    url() !== undefined ||
    process.env["VSCODE_INSPECTOR_OPTIONS"] !== undefined ||
    flags.some((flag) => flag.includes("--inspect"))
  );
}
