/**
 * The rungs on macOS, from its documentation and not yet tried on a Mac: the canary decides there as everywhere, so a
 * profile with which Node doesn't start only means that the next rung is taken.
 *
 * - confined: `sandbox-exec` with a profile that denies by default. Apple calls the program deprecated, and ships it.
 * - limited: resource limits by the shell, one `ulimit` each, since some shells refuse several at once.
 */
import { findProgram } from "./programs.ts";
import type { Command, Launch, Missing, NodeProgram, Rung } from "./rung.ts";

const limits = ["ulimit -c 0", "ulimit -f 0", "ulimit -n 64", "ulimit -t 600"].join("; ");

export function macRungs(): readonly (Rung | Missing)[] {
  const sandbox = findProgram("sandbox-exec");
  const none: Missing = {
    level: "sealed",
    why: "macOS has no namespaces",
    remedy: "Grade in a Linux container for marks that count.",
  };
  const confined: Rung | Missing =
    sandbox === undefined
      ? { level: "confined", why: "sandbox-exec is missing", remedy: "Grade in a Linux container." }
      : {
          level: "confined",
          layers: ["sandbox-exec with a profile that denies by default", "resource limits"],
          wrap: (program) => {
            const node = nodeCommand(program);
            return shell({ file: sandbox, args: ["-p", profile(program), node.file, ...node.args] });
          },
        };
  return [
    none,
    confined,
    { level: "limited", layers: ["resource limits"], wrap: (program) => shell(nodeCommand(program)) },
  ];
}

function nodeCommand({ file, args }: NodeProgram): Command {
  return { file: process.execPath, args: args(file) };
}

function shell({ file, args }: Command): Launch {
  return { file: "/bin/sh", args: ["-c", `${limits}; exec "$@"`, "sh", file, ...args] };
}

/** Files that Node and the system's loader read at the start, and nothing else. */
function profile({ file }: NodeProgram): string {
  const read = [process.execPath, file].map((path) => `(literal ${JSON.stringify(path)})`).join(" ");
  return [
    "(version 1)",
    "(deny default)",
    `(allow process-exec (literal ${JSON.stringify(process.execPath)}))`,
    `(allow file-read* ${read} (subpath "/usr/lib") (subpath "/System") (literal "/dev/urandom") (literal "/"))`,
    "(allow sysctl-read)",
  ].join("\n");
}
