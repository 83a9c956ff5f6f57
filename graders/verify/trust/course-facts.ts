/**
 * Gathers what the page of the course says: the specs as they are, and beside them what was measured.
 *
 * A figure is current while the digest of all that decides it is the one under which it was measured.
 */
import type { CourseFacts, ExerciseFacts, GradientRules, Measured, Share } from "#graders/result/course-facts.ts";
import { loadExercise, loadVariants } from "#graders/spec/load.ts";
import type { CheckSpec } from "#graders/spec/spec.ts";
import type { LedgerEntry } from "../mutation/ledger.ts";
import { digestOf } from "../mutation/targets.ts";
import { digestOfEvidence, type Evidence } from "./evidence.ts";
import { readTrustFiles } from "./files.ts";
import { countOrigins } from "./origin.ts";
import type { TrustFiles } from "./page.ts";

export async function courseFacts(ids: readonly string[], files = readTrustFiles()): Promise<CourseFacts> {
  const exercises: ExerciseFacts[] = [];
  for (const id of ids) exercises.push(await exerciseFacts(id, files));
  return { exercises, ...(files.gradcheck ? { gradientRules: gradientRules(files.gradcheck) } : {}) };
}

async function exerciseFacts(id: string, { specs, mutation }: TrustFiles): Promise<ExerciseFacts> {
  const [{ spec, mistakes }, variants] = await Promise.all([loadExercise(id), loadVariants(id)]);
  const evidence = specs.find((one) => one.id === id);
  const mutants = mutation.find((one) => one.id === id);
  return {
    id,
    title: spec.title,
    points: spec.checks.reduce((total, { points }) => total + points, 0),
    checks: kindsOf(spec.checks),
    origins: countOrigins(spec.checks.flatMap((check) => (check.kind === "cases" ? check.cases : []))),
    mistakes: mistakes.size,
    variants: variants.size,
    ...(await measuredBySeeds(id, evidence)),
    mutation: await measuredByMutants(id, mutants),
  };
}

function kindsOf(checks: readonly CheckSpec[]): ExerciseFacts["checks"] {
  const byKind = Map.groupBy(checks, ({ kind }) => kind);
  return Object.fromEntries([...byKind].map(([kind, those]) => [kind, those.length]));
}

async function measuredBySeeds(
  id: string,
  evidence: Evidence | undefined,
): Promise<Pick<ExerciseFacts, "caught" | "falseAlarms">> {
  if (!evidence) return { caught: { version: "none" }, falseAlarms: { version: "none" } };
  const { digest, mistakes, steadiness } = evidence;
  const { seeds, right } = steadiness;
  const version = versionOf(digest, await digestOfEvidence(id, evidence.seeds));
  return {
    caught: { version, count: mistakes.caught, of: mistakes.of },
    falseAlarms: { version, count: right.refused, of: right.gradings, seeds },
  };
}

async function measuredByMutants(id: string, entry: LedgerEntry | undefined): Promise<Measured<Share>> {
  if (!entry) return { version: "none" };
  const version = versionOf(entry.digest, await digestOf({ id, exercises: [id] }));
  return { version, count: entry.killed, of: entry.killed + entry.survived.length };
}

function versionOf(then: string, now: string): "current" | "earlier" {
  return then === now ? "current" : "earlier";
}

function gradientRules({ subjects, wrongGradients, rules }: NonNullable<TrustFiles["gradcheck"]>): GradientRules {
  return {
    functions: Object.keys(subjects).length,
    wrongGradients,
    rules: rules.map(({ rule, falseAlarms, caught }) => ({
      name: rule,
      refused: { share: falseAlarms.share, low: falseAlarms.low, high: falseAlarms.high },
      caught: { share: caught.share, low: caught.low, high: caught.high },
    })),
  };
}
