/**
 * The rungs on Linux.
 *
 * - sealed: bubblewrap. No file system but Node, its libraries and one program file, all read-only; no network, no
 *   other process, no user of this machine's; and a seccomp filter.
 * - confined: where namespaces are not to be had (most containers) and the grader is root: another user for each child.
 * - limited: the same user, with resource limits.
 *
 * On all of them the limits for open files and for processes become 0 once Node runs (`Launch.clamp`).
 */
import { existsSync } from "node:fs";
import { findProgram } from "./programs.ts";
import type { Command, Launch, Missing, NodeProgram, Rung } from "./rung.ts";
import { seccompFilter } from "./seccomp.ts";

/**
 * Users for children, one each, so that they can't reach one another: Debian reserves these numbers and gives them to
 * nobody (Debian Policy 9.2.2).
 */
const firstUser = 65_000;
const users = 500;

/** Backstops. What a submission may use is watched closer, by the parent (isolated/child.ts). */
const limits = ["--core=0", "--fsize=0", "--nofile=64", "--cpu=600", "--as=4294967296"];
/** Of one user, threads included. Only where a user is the child's alone. */
const threads = "--nproc=256";

export function linuxRungs(): readonly (Rung | Missing)[] {
  const prlimit = findProgram("prlimit");
  const setpriv = findProgram("setpriv");
  const bwrap = findProgram("bwrap");
  const isRoot = process.getuid?.() === 0;
  if (prlimit === undefined || setpriv === undefined) {
    const why = "prlimit and setpriv (util-linux) are not installed";
    const remedy = "Install util-linux and bubblewrap.";
    return (["sealed", "confined", "limited"] as const).map((level) => ({ level, why, remedy }));
  }
  const tools: Tools = { prlimit, setpriv, isRoot };
  return [sealed(tools, bwrap), confined(tools), limited(tools)];
}

interface Tools {
  readonly prlimit: string;
  readonly setpriv: string;
  readonly isRoot: boolean;
}

function sealed(tools: Tools, bwrap: string | undefined): Rung | Missing {
  const filter = seccompFilter(process.arch);
  if (bwrap === undefined)
    return {
      level: "sealed",
      why: "bubblewrap is not installed",
      remedy: "Install it: apt-get install bubblewrap, dnf install bubblewrap, apk add bubblewrap.",
    };
  if (filter === undefined)
    return { level: "sealed", why: `there is no seccomp filter for ${process.arch}`, remedy: "Use x64 or arm64." };
  return {
    level: "sealed",
    layers: [
      "bubblewrap with namespaces of its own for files, network, processes and users",
      "seccomp filter",
      ...(tools.isRoot ? [ownUser] : []),
      resourceLimits,
    ],
    wrap: (program) => {
      const user = nextUser(tools);
      const inner = sandboxed(bwrap, program);
      const bounded = { file: tools.prlimit, args: [...limits, threadsOf(user), "--", inner.file, ...inner.args] };
      return { ...asUser(tools, user, bounded), descriptor3: filter, clamp: clampAs(tools, user) };
    },
  };
}

function confined(tools: Tools): Rung | Missing {
  if (!tools.isRoot)
    return {
      level: "confined",
      why: "only root can run a child as another user",
      remedy: "Run the grader as root in a container of its own, or install bubblewrap.",
    };
  return {
    level: "confined",
    layers: [ownUser, resourceLimits],
    wrap: (program) => {
      const user = nextUser(tools);
      const node = nodeCommand(program);
      const bounded = { file: tools.prlimit, args: [...limits, threadsOf(user), "--", node.file, ...node.args] };
      return { ...asUser(tools, user, bounded), clamp: clampAs(tools, user) };
    },
  };
}

function limited(tools: Tools): Rung {
  return {
    level: "limited",
    layers: [resourceLimits],
    wrap: (program) => {
      const node = nodeCommand(program);
      const bounded = { file: tools.prlimit, args: [...limits, "--", node.file, ...node.args] };
      return { ...asUser(tools, undefined, bounded), clamp: clampAs(tools, undefined) };
    },
  };
}

const ownUser = "a user of its own";
const resourceLimits = "resource limits, with no new file, socket or process once it runs";

let children = 0;

function nextUser({ isRoot }: Tools): number | undefined {
  return isRoot ? firstUser + (children++ % users) : undefined;
}

/** A limit for a user who has other programs running would keep Node from starting on a busy desktop. */
function threadsOf(user: number | undefined): string {
  return user === undefined ? "--core=0" : threads;
}

function nodeCommand({ file, args }: NodeProgram): Command {
  return { file: process.execPath, args: args(file) };
}

/** Without new privileges, and gone with the grader even when that is killed. */
function asUser({ setpriv }: Tools, user: number | undefined, { file, args }: Command): Launch {
  const change = user === undefined ? [] : [`--reuid=${user}`, `--regid=${user}`, "--clear-groups"];
  return { file: setpriv, args: [...change, "--no-new-privs", "--pdeathsig=KILL", "--", file, ...args] };
}

/** As the child's own user: root without CAP_SYS_RESOURCE may not change the limits of another's process. */
function clampAs({ setpriv, prlimit }: Tools, user: number | undefined) {
  return (pid: number): Command => {
    const args = ["--nofile=0:0", "--nproc=0:0", `--pid=${pid}`];
    if (user === undefined) return { file: prlimit, args };
    const change = [`--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--"];
    return { file: setpriv, args: [...change, prlimit, ...args] };
  };
}

const insideNode = "/node";
const insideProgram = "/program.cjs";

/** Neither /proc, /dev nor /tmp: Node runs without, and mounting /proc fails inside many containers. */
function sandboxed(bwrap: string, program: NodeProgram): Command {
  const options = [
    "--seccomp 3 --unshare-all --unshare-user --die-with-parent",
    "--clearenv --setenv TZ UTC --setenv LC_ALL C",
    "--cap-drop ALL --uid 65534 --gid 65534 --hostname sandbox",
  ];
  const files = librariesOfNode().flatMap((path) => ["--ro-bind", path, path]);
  files.push("--ro-bind", process.execPath, insideNode, "--ro-bind", program.file, insideProgram, "--chdir", "/");
  const args = [
    ...options.flatMap((line) => line.split(" ")),
    ...files,
    "--",
    insideNode,
    ...program.args(insideProgram),
  ];
  return { file: bwrap, args };
}

let libraries: readonly string[] | undefined;

/** The shared libraries that this very Node has loaded, which the child's will load too. */
function librariesOfNode(): readonly string[] {
  if (libraries !== undefined) return libraries;
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork?: boolean };
  // Without it the report looks up the names of all open connections.
  report.excludeNetwork = true;
  const { sharedObjects } = report.getReport() as { sharedObjects: string[] };
  libraries = sharedObjects.filter((path) => path.startsWith("/") && path !== process.execPath && existsSync(path));
  return libraries;
}
