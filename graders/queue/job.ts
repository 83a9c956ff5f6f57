/** One submission to be graded elsewhere: what was read of it, and under which rules. Nothing of the specs is in it. */
import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Course } from "#graders/batch/course.ts";
import type { TakenIn } from "#graders/batch/read-submission.ts";
import type { Limits } from "#graders/execution/executor.ts";
import { isAtLeast, type Level } from "#graders/execution/sandbox/rung.ts";
import type { Prepared } from "#graders/execution/source.ts";
import { version } from "#graders/version.ts";
import { pack, unpack } from "./pack.ts";

export interface GradingJob {
  readonly taken: TakenIn;
  /** Digest of the course, without which nothing is graded: the worker must have the same specs and the same grader. */
  readonly specs: string;
  readonly seed: number;
  readonly limits: Limits;
  /** The weakest sandbox that will do. */
  readonly isolationAtLeast: Level;
}

/** A job as it lies in Redis. The version is legible to every version. */
export interface JobData {
  readonly version: string;
  readonly packed: string;
}

/** A job is named by its content: put in twice, by a run that was stopped and begun again, it is there once. */
export function jobId({ version, packed }: JobData): string {
  return `job-${createHash("sha256").update(`${version}\0${packed}`).digest("hex")}`;
}

export function toData({ taken, ...rules }: GradingJob): JobData {
  const exercises = [...taken.exercises].map(([id, prepared]) => [id, toPlain(prepared)]);
  return { version, packed: pack(JSON.stringify({ ...rules, taken: { ...taken, exercises } })) };
}

/** @throws Error - when it is no job of this version. */
export function fromData({ packed }: JobData): GradingJob {
  const { taken, ...rules } = JSON.parse(unpack(packed)) as Plain;
  return {
    ...rules,
    taken: { ...taken, exercises: new Map(taken.exercises.map(([id, plain]) => [id, fromPlain(id, plain)])) },
  };
}

/** Why this machine can't grade it, in a sentence for whoever started the worker; nothing when it can. */
export function versionRefusal(data: JobData): string | undefined {
  if (data.version === version) return undefined;
  return `The worker on ${hostname()} is gradecheck ${version}, and the run that hands out the work is ${data.version}. Put the same version on both machines.`;
}

/** The same for a job that could be read. */
export function refusal(job: GradingJob, course: Course, level: string): string | undefined {
  if (job.specs !== course.digest)
    return `The worker on ${hostname()} has other specs, references or grader code (digest ${course.digest.slice(0, 12)}) than the run that hands out the work (${job.specs.slice(0, 12)}). Put the same files on both machines, and start the worker again.`;
  if (!isAtLeast(level as Level, job.isolationAtLeast))
    return `The worker on ${hostname()} isolates as "${level}", and the run asks for "${job.isolationAtLeast}" at least. \`gradecheck doctor\` there says what is missing.`;
  return undefined;
}

interface Plain extends Omit<GradingJob, "taken"> {
  readonly taken: Omit<TakenIn, "exercises"> & { readonly exercises: readonly (readonly [string, PlainPrepared])[] };
}

/** JSON has no maps. */
type PlainPrepared =
  | Extract<Prepared, { status: "broken" }>
  | {
      readonly status: "ready";
      readonly files: Prepared["files"];
      readonly entry: string;
      readonly modules: readonly (readonly [string, string])[];
    };

function toPlain(prepared: Prepared): PlainPrepared {
  if (prepared.status === "broken") return prepared;
  const { files, source } = prepared;
  return { status: "ready", files, entry: source.entry, modules: [...source.modules] };
}

function fromPlain(id: string, plain: PlainPrepared): Prepared {
  if (plain.status === "broken") return plain;
  const { files, entry, modules } = plain;
  return { status: "ready", files, source: { id, entry, modules: new Map(modules) } };
}
