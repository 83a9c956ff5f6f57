/**
 * Runs the system's git on a repository that a stranger made.
 *
 * Nothing of the repository is ever executed or written out as files: it is fetched into a bare folder, without templates and so
 * without hooks, submodules are never looked at, and blobs are read from the object store. What git could be talked into is
 * switched off: other protocols than those that fetch, questions for a password, and an environment that leads elsewhere. The
 * instructor's own configuration holds, since private repositories need their credential helper and their keys.
 */
import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "#graders/usage-error.ts";
import { withoutSecrets } from "./list.ts";

export interface GitLimits {
  readonly seconds: number;
  /** What a fetch may write. */
  readonly bytes: number;
}

export const defaultGitLimits: GitLimits = { seconds: 120, bytes: 256 * 2 ** 20 };

export interface GitOptions {
  readonly limits?: GitLimits;
  /** Ends the command when it has written more than this. */
  readonly maxOutput?: number;
  /** Ends the command when this folder grows above the limit. */
  readonly watch?: string;
}

/** Why git did not do what it was asked. The message is a sentence without the repository's name. */
export class GitFault extends Error {
  override readonly name = "GitFault";
}

const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "credential.interactive=false",
  "fetch.recurseSubmodules=false",
  "submodule.recurse=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=30",
];

/** @throws GitFault - when it fails, or does not keep the limits. */
export async function git(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { limits = defaultGitLimits, maxOutput = 2 ** 20, watch } = options;
  const child = spawn("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], {
    // A group of its own, so that its helpers end with it; and no terminal to ask for a password on.
    detached: true,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let fault: GitFault | undefined;
  const end = (reason: string): void => {
    fault ??= new GitFault(reason);
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const clock = setTimeout(() => end(`took longer than ${limits.seconds} s and was stopped.`), limits.seconds * 1000);
  const scale = watch === undefined ? undefined : setInterval(() => void weigh(watch, limits.bytes, end), 200);
  const output: Buffer[] = [];
  let length = 0;
  let complaint = "";
  child.stdout.on("data", (piece: Buffer) => {
    length += piece.length;
    if (length > maxOutput) end("gave more output than is read, and was stopped.");
    else output.push(piece);
  });
  child.stderr.on("data", (piece: Buffer) => (complaint = `${complaint}${piece.toString("utf8")}`.slice(-4000)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", (error: NodeJS.ErrnoException) =>
        reject(
          error.code === "ENOENT"
            ? new UsageError("grade: git isn't installed, and a list of repositories needs it. Install git.")
            : error,
        ),
      );
      child.on("close", resolve);
    });
    if (watch !== undefined) await weigh(watch, limits.bytes, end);
    if (fault) throw fault;
    if (code !== 0) throw new GitFault(reasonIn(complaint));
    return Buffer.concat(output);
  } finally {
    clearTimeout(clock);
    clearInterval(scale);
  }
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_") || name === "GIT_SSH");
  return {
    ...Object.fromEntries(own),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    SSH_ASKPASS_REQUIRE: "never",
    // Above all configuration; ext:: and its like run a program of the address's choice.
    GIT_ALLOW_PROTOCOL: "file:git:http:https:ssh",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_SSH_COMMAND: `${process.env["GIT_SSH_COMMAND"] ?? "ssh"} -o BatchMode=yes -o ConnectTimeout=20`,
  };
}

async function weigh(folder: string, limit: number, end: (reason: string) => void): Promise<void> {
  let total = 0;
  for (const path of await readdir(folder, { recursive: true }).catch(() => []))
    total += await stat(join(folder, path)).then(
      ({ size }) => size,
      () => 0,
    );
  if (total > limit) end(`is larger than ${Math.round(limit / 2 ** 20)} MB and was stopped.`);
}

/** What git complained of first; what follows are consequences and advice. */
function reasonIn(complaint: string): string {
  const lines = complaint.split("\n").map((line) => line.trim());
  const found = lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines.findLast((line) => line !== "");
  const reason = withoutSecrets(found ?? "git gave no reason")
    .replace(/^(?:fatal|error): /, "")
    .replace(/\.$/, "");
  return `could not be fetched (${reason.slice(0, 300)}).`;
}
