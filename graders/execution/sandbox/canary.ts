/** Starts the canary on a rung and tells what got through: a level is what was measured on this machine, not what is installed. */
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { killGroup, launch } from "./launch.ts";
import type { Rung } from "./rung.ts";

export interface Probe {
  readonly probe: string;
  readonly stopped: boolean;
}

export type Trial =
  | { readonly status: "ran"; readonly probes: readonly Probe[] }
  | { readonly status: "failed"; readonly why: string };

const canary = fileURLToPath(new URL("./canary.cjs", import.meta.url));
const patienceSeconds = 20;
/** The last probe, which may end the canary. */
const fatal = "write a file";
const answersBefore = 11;

export async function tryRung(rung: Rung): Promise<Trial> {
  const place = await mkdtemp(join(tmpdir(), "gradecheck-canary-"));
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const targets = await prepare(place, (server.address() as AddressInfo).port);
    return await run(rung, `${JSON.stringify(targets)}\n`);
  } finally {
    server.close();
    await rm(place, { recursive: true, force: true });
  }
}

/** What the canary is sent to. Folders on the way are open to all, or their modes would stop it and not the rung. */
async function prepare(place: string, port: number): Promise<object> {
  const secretFolder = join(place, "secret");
  const openFolder = join(place, "open");
  await chmod(place, 0o755);
  await mkdir(secretFolder);
  await mkdir(openFolder);
  await chmod(openFolder, 0o777);
  const secretFile = join(secretFolder, "expected.json");
  const victim = join(secretFolder, "result.json");
  await writeFile(secretFile, "42", { mode: 0o600 });
  await writeFile(victim, "{}");
  const environment = Object.keys(process.env).filter((name) => !["TZ", "LC_ALL", "PWD"].includes(name));
  return { secretFile, secretFolder, openFolder, victim, parent: process.pid, port, environment };
}

async function run(rung: Rung, targets: string): Promise<Trial> {
  const launched = launch({ file: canary, args: (file) => ["--no-warnings", file] }, rung);
  const child = launched.process;
  const patience = setTimeout(() => killGroup(child), 1000 * patienceSeconds);
  let said = "";
  let complaint = "";
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  try {
    const started = new Promise<boolean>((resolve) => {
      child.stdout.once("data", () => resolve(true));
      child.once("error", (error) => {
        complaint += error.message;
        resolve(false);
      });
      child.once("close", () => resolve(false));
    });
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((resolve) => child.once("close", resolve));
    if (!(await started)) return failed(complaint);
    try {
      await launched.clamp();
    } catch (error) {
      return failed((error as Error).message);
    }
    child.stdin.write(targets);
    await ended;
  } finally {
    clearTimeout(patience);
    killGroup(child);
  }
  const answers = said.trim().split("\n").slice(1);
  if (answers.length < answersBefore) return failed(complaint);
  const probes = answers.map((line): Probe => {
    const [probe, through] = JSON.parse(line) as [string, boolean];
    return { probe, stopped: !through };
  });
  if (answers.length === answersBefore) probes.push({ probe: fatal, stopped: true });
  return { status: "ran", probes };
}

function failed(complaint: string): Trial {
  const line = complaint.trim().split("\n")[0]?.slice(0, 300);
  return { status: "failed", why: line === undefined || line === "" ? "Node did not start in it" : line };
}
