/**
 * What does a wrong answer look like? Every known mistake is run on the calls that went wrong; those that give the very
 * same answers, and wrong ones, are candidates. Then the code under test is asked a few more questions: a candidate that
 * answers them otherwise only looked alike on the failing input. Where none is left, a pattern in the numbers is put
 * into words. The student reads what it looks like, never the corrected code.
 */
import type { Call, Reply, Session, Value } from "#graders/execution/executor.ts";
import { Draw } from "#graders/inputs/draw.ts";
import type { KnownMistake } from "#graders/result/result.ts";
import { signatureOf, type CheckSpec, type Mistake, type Spec } from "#graders/spec/spec.ts";
import { callsOfCases } from "./cases.ts";
import { compare } from "./compare.ts";
import { generatorFor, type CheckContext } from "./context.ts";
import { callByName, type Probe } from "./finding.ts";
import { patternOf, type Answer } from "./pattern.ts";
import { rememberedReplies } from "./remembered.ts";

export interface Diagnosis {
  /** All that fit; more than one when nothing asked told them apart. */
  readonly mistakes: readonly KnownMistake[];
  /** A sentence on what all the wrong numbers have in common. */
  readonly pattern?: string;
}

const probesTried = 12;
const mostQuestions = 24;
/** Tighter than grading: two mistakes may be close to each other. */
const same = { relative: 1e-7, scale: 1e-9, absolute: 0 };

interface Candidate {
  readonly name: string;
  readonly mistake: Mistake;
  readonly session: Session;
}

export async function diagnose(
  check: CheckSpec,
  probes: readonly Probe[],
  context: CheckContext,
  open: (mistake: Mistake) => Session,
): Promise<Diagnosis> {
  const { exercise, reference } = context;
  const tried = probes.slice(0, probesTried);
  if (tried.length === 0) return { mistakes: [] };
  const calls = tried.map(({ call }) => call);
  const right = await rememberedReplies(exercise, reference, calls);
  const candidates: Candidate[] = [];
  for (const [name, mistake] of await worthTrying(check, context, open)) {
    const session = open(mistake);
    const replies = await rememberedReplies(mistake, session, calls);
    if (
      replies.every((reply, index) => sameReply(reply, tried[index]!.reply)) &&
      replies.some((reply, index) => !sameReply(right[index]!, reply))
    )
      candidates.push({ name, mistake, session });
  }
  // Whatever a mistake is about, it gives some answer where an error is due: only one that fits everywhere says why.
  const share = right.every(({ status }) => status === "threw") ? 1 : fewestAlike;
  const left = await questioned(candidates, { check, calls, share }, context);
  if (left.length > 0)
    return { mistakes: left.map(({ name, mistake: { looksLike, reread } }) => ({ name, looksLike, reread })) };
  const pattern = patternOf(
    tried.flatMap(({ call, reply }, index) => answerOf(exercise.spec, call, right[index]!, reply)),
  );
  return pattern === undefined ? { mistakes: [] } : { mistakes: [], pattern };
}

/** Where a call trains a network, only those that answer the numeric cases as the code does: training all of them takes too long. */
async function worthTrying(
  check: CheckSpec,
  { exercise, student }: CheckContext,
  open: (mistake: Mistake) => Session,
): Promise<[string, Mistake][]> {
  const all = [...exercise.mistakes];
  if (!takesLong(check, exercise.spec)) return all;
  const calls = callsOfCases(exercise.spec);
  const answers = await student.call(calls);
  if (answers.some(({ status }) => status === "lost")) return all;
  const found: [string, Mistake][] = [];
  for (const [name, mistake] of all) {
    const replies = await rememberedReplies(mistake, open(mistake), calls);
    if (replies.every((reply, index) => alike(reply, answers[index]!))) found.push([name, mistake]);
  }
  return found;
}

/** It runs a program in an exercise that needs more time than others: one that trains. */
function takesLong({ call }: CheckSpec, { programs, cpuSeconds }: Spec): boolean {
  return cpuSeconds !== undefined && programs.has(call);
}

/** Of the answers to fresh questions. */
const fewestAlike = 0.5;

interface Questioning {
  readonly check: CheckSpec;
  readonly calls: readonly Call[];
  /** How many of its answers must be like those of the code under test. */
  readonly share: number;
}

/** Those candidates that answer most like the code under test; none where the best does so too seldom. */
async function questioned(
  candidates: readonly Candidate[],
  { check, calls, share }: Questioning,
  context: CheckContext,
): Promise<readonly Candidate[]> {
  if (candidates.length === 0) return candidates;
  const questions = questionsFor(check, calls[0]!, context);
  const answers = await context.student.call(questions);
  if (answers.length === 0 || answers.some(({ status }) => status === "lost")) return candidates;
  const scores: number[] = [];
  for (const { mistake, session } of candidates) {
    const replies = await rememberedReplies(mistake, session, questions);
    scores.push(replies.filter((reply, index) => alike(reply, answers[index]!)).length);
  }
  const best = Math.max(...scores);
  return best < share * questions.length ? [] : candidates.filter((_, index) => scores[index] === best);
}

/** Calls of the function that went wrong on freshly drawn inputs, of the check's own kind and of the signature's; one of each where they train. */
function questionsFor(check: CheckSpec, { name }: Call, { exercise, seed }: CheckContext): Call[] {
  const { given: _, ...plain } = { ...check, call: name };
  const ofEachKind = takesLong(check, exercise.spec) ? 1 : mostQuestions / 2;
  return [{ ...check, call: name }, plain as CheckSpec].flatMap((asked, round) => {
    try {
      const draw = generatorFor(exercise, asked);
      return Array.from({ length: ofEachKind }, (__, index) =>
        callByName(exercise.spec, name, draw(new Draw((seed + 31 * (2 * index + round)) % 2 ** 31))),
      );
    } catch {
      // An argument that only another function's generator knows how to draw: then there is nothing more to ask.
      return [];
    }
  });
}

function answerOf(spec: Spec, call: Call, expected: Reply, actual: Reply): Answer[] {
  if (expected.status !== "returned" || actual.status !== "returned") return [];
  const names = [...signatureOf(spec, call.name)!.parameters.keys()];
  const inputs: { [name: string]: Value } = {};
  call.args.forEach((value, index) => (inputs[names[index]!] = value));
  return [{ expected: expected.value, actual: actual.value, inputs }];
}

function sameReply(a: Reply, b: Reply): boolean {
  return a.status === "returned" && b.status === "returned" && compare(a.value, b.value, same).equal;
}

/** The same answer, or an error from both. */
function alike(a: Reply, b: Reply): boolean {
  return sameReply(a, b) || (a.status === "threw" && b.status === "threw");
}
