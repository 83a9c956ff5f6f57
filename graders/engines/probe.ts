/** Which engines this machine has, each asked in a child of its own with limits on its time and on what it may print. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { projectRoot } from "#graders/spec/load.ts";
import { UsageError } from "#graders/usage-error.ts";
import { engines, isEngineName, type EngineName } from "./engine.ts";
import type { ProbeReport } from "./probe-child.ts";

export interface EngineFinding {
  readonly name: EngineName;
  readonly available: boolean;
  /** What it is, or why it isn't there and what to do about it. */
  readonly detail: string;
  /** Billions of floating-point operations a second in a product of two 256 × 256 matrices. */
  readonly gflops?: number;
}

const probeMilliseconds = 20_000;
const probeCharacters = 2 ** 20;
const child = fileURLToPath(new URL("./probe-child.ts", import.meta.url));

/** One after the other, so that none is slowed down by another. */
export async function probeEngines(
  found: (finding: EngineFinding) => void = () => undefined,
): Promise<EngineFinding[]> {
  const findings: EngineFinding[] = [];
  for (const name of Object.keys(engines) as EngineName[]) {
    const finding = await probeEngine(name);
    found(finding);
    findings.push(finding);
  }
  return findings;
}

export async function probeEngine(name: EngineName): Promise<EngineFinding> {
  const { error, stdout, stderr } = await new Promise<{ error: Error | null; stdout: string; stderr: string }>(
    (resolve) => {
      execFile(
        process.execPath,
        ["--no-warnings", child, name],
        { cwd: projectRoot, timeout: probeMilliseconds, killSignal: "SIGKILL", maxBuffer: probeCharacters },
        (failure, out, err) => resolve({ error: failure, stdout: out, stderr: err }),
      );
    },
  );
  const report = error ? undefined : reportIn(stdout);
  if (report?.status === "here") return { name, available: true, detail: report.detail, gflops: report.gflops };
  if (report?.status === "missing") return { name, available: false, detail: report.why };
  if (report?.status === "wrong")
    return {
      name,
      available: false,
      detail: `${report.detail}: a matrix product is off by ${report.largestError}; not used`,
    };
  return { name, available: false, detail: deathOf(error, stderr) };
}

/** Its last line; drivers and TensorFlow print before it. */
function reportIn(stdout: string): ProbeReport | undefined {
  try {
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as ProbeReport;
  } catch {
    return undefined;
  }
}

function deathOf(error: (Error & { killed?: boolean; signal?: string | null }) | null, stderr: string): string {
  if (error?.killed) return `does not answer within ${probeMilliseconds / 1000} s; its driver may hang`;
  if (error?.signal) return `its driver ended the process (${error.signal})`;
  const line = stderr.split("\n").find((text) => /error/i.test(text)) ?? error?.message ?? "it printed no answer";
  return `does not start: ${line.slice(0, 160)}`;
}

/** Names the engine that kernels run on in place of the usual ones. */
export const engineVariable = "GRADECHECK_ENGINE";

/**
 * The engine that the environment asks for, once it has been seen to work.
 *
 * @throws UsageError - when it isn't there: what was asked for is never replaced in silence.
 */
export async function forcedEngine(): Promise<EngineName | undefined> {
  const name = process.env[engineVariable];
  return name === undefined || name === "" ? undefined : requireEngine(name, engineVariable);
}

/**
 * An engine by its name, once it has been seen to work.
 *
 * @param asking - who asks for it, for the message.
 * @throws UsageError
 */
export async function requireEngine(name: string, asking: string): Promise<EngineName> {
  if (!isEngineName(name))
    throw new UsageError(`${asking} is "${name}", expected one of ${Object.keys(engines).join(", ")}.`);
  const { available, detail } = await probeEngine(name);
  if (!available)
    throw new UsageError(
      `${asking} asks for ${name}, which is not there: ${detail}. \`gradecheck doctor\` lists what is.`,
    );
  return name;
}
