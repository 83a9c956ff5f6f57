/**
 * docs/trust.md: every figure by which the checks can be trusted, and how to get it again. A pure function of the
 * three files in docs/trust/.
 */
import type { Figures, RuleFigures, Share } from "../../../benchmarks/gradcheck/figures.ts";
import type { LedgerEntry } from "../mutation/ledger.ts";
import type { Evidence } from "./evidence.ts";
import { figuresOfSpecs, mutationFigure, type Figure } from "./figures.ts";

export interface TrustFiles {
  readonly specs: readonly Evidence[];
  readonly mutation: readonly LedgerEntry[];
  readonly gradcheck: Figures | undefined;
}

export function trustPage({ specs, mutation, gradcheck }: TrustFiles): string {
  return [
    "# What the checks are worth",
    "A grader is worth what its verdicts are worth. These figures are computed, never typed in: `npm run trust` writes this page and the files in `docs/trust/` again. What is unchanged is kept, so it can be stopped and goes on where it was; `npx gradecheck verify --full relu` does it for one exercise.",
    "## The specs",
    `Every exercise's reference, its accepted variants and its known mistakes are graded as a student's file would be, each under as many seeds as the last table says. A mistake is *named* when every check that says what the code looks like says just that mistake.`,
    table(
      ["", "count", "of", "share", "bar", ""],
      [...figuresOfSpecs(specs).filter(({ bar }) => bar !== ""), mutationFigure(mutation)].map(figureRow),
    ),
    "A *mutant* is the reference with one small change, handed in as a student's file: `<` for `<=`, a condition that is always true, `.mul` for `.div`, a mean for a sum, a root left out, 2 for 1 ([what is changed](../graders/verify/mutation/README.md); operators, conditions and blocks by the instrumenter of [StrykerJS](https://stryker-mutator.io/)). Only the words of error messages are left alone. A mutant that no input can tell from the reference is explained in `specs/<id>.survivors.json` and doesn't count; `npx gradecheck mutate` lists those that survive.",
    ...gradcheckSection(gradcheck),
    "## Exercise by exercise",
    table(
      [
        "exercise",
        "checks",
        "points",
        "mistakes caught",
        "named",
        "variants accepted",
        "seeds, right and wrong code",
        "mutants noticed",
        "score",
      ],
      specs.map((one) => exerciseRow(one, mutation)),
    ),
    ...helperSection(specs, mutation),
    ...unsteadySection(specs),
    "",
  ].join("\n\n");
}

function gradcheckSection(figures: Figures | undefined): string[] {
  if (!figures) return ["## The gradient check", "Not measured yet: `npm run bench:gradcheck`."];
  const { subjects, wrongGradients, rules } = figures;
  return [
    "## The gradient check",
    `${Object.keys(subjects).length} functions that are hard to differentiate by differences, and ${wrongGradients} wrong gradients of them, drawn from the course and beyond it (\`benchmarks/gradcheck/subjects/\`). Every rule gets the same inputs. Ours stands here on the differences alone; in grading, what it can't decide is settled by the reference's gradient. The others are the published default rules of each, written again from their documentation (\`benchmarks/gradcheck/rules/\`). In brackets: the 95 % interval of Wilson.`,
    table(
      ["rule", "right gradients refused", "wrong gradients caught", "undecided, right", "undecided, wrong", "draws"],
      rules.map(ruleRow),
    ),
  ];
}

function ruleRow({ rule, falseAlarms, caught, inconclusiveOnRight, inconclusiveOnWrong }: RuleFigures): string[] {
  return [
    rule,
    shareText(falseAlarms),
    shareText(caught),
    percent(inconclusiveOnRight.share),
    percent(inconclusiveOnWrong.share),
    `${falseAlarms.of} + ${caught.of}`,
  ];
}

function shareText({ share, low, high }: Share): string {
  return `${percent(share)} [${percent(low)}, ${percent(high)}]`;
}

function figureRow({ what, count, of, bar, met }: Figure): string[] {
  return [what, String(count), String(of), percent(of === 0 ? 0 : count / of), bar, met ? "met" : "**not met**"];
}

function exerciseRow(
  { id, checks, points, mistakes, variants, steadiness }: Evidence,
  all: readonly LedgerEntry[],
): string[] {
  const mutants = all.find((one) => one.id === id);
  const { gradings, named } = steadiness.mistakes;
  return [
    id,
    String(checks),
    String(points),
    `${mistakes.caught} of ${mistakes.of}`,
    percent(gradings === 0 ? 0 : named / gradings),
    String(variants),
    `${steadiness.seeds}, ${steadiness.seedsOfMistakes}`,
    mutants ? noticed(mutants) : "–",
    mutants ? percent(mutants.score) : "–",
  ];
}

function noticed({ killed, survived, explained }: LedgerEntry): string {
  const apart = explained > 0 ? `, ${explained} equivalent` : "";
  return `${killed} of ${killed + survived.length}${apart}`;
}

/** Files that several references share. */
function helperSection(specs: readonly Evidence[], mutation: readonly LedgerEntry[]): string[] {
  const helpers = mutation.filter(({ id }) => !specs.some((one) => one.id === id));
  if (helpers.length === 0) return [];
  return [
    "Files that several references share, noticed by the specs of any of them:",
    table(
      ["file", "mutants noticed", "score"],
      helpers.map((helper) => [`reference/${helper.id}.ts`, noticed(helper), percent(helper.score)]),
    ),
  ];
}

function unsteadySection(specs: readonly Evidence[]): string[] {
  const rows = specs.flatMap(({ id, steadiness }) =>
    steadiness.unsteady.map(({ code, check, verdicts }) => [
      id,
      code,
      check,
      Object.entries(verdicts)
        .map(([status, count]) => `${status} ${count}`)
        .join(", "),
    ]),
  );
  if (rows.length === 0) return [];
  return ["## Verdicts that depend on the seed", table(["exercise", "graded", "check", "verdicts"], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Rounded towards the side that flatters less: 100 % means all, 0 % means none. */
function percent(share: number): string {
  const exact = 100 * share;
  const rounded = Number(exact.toFixed(2));
  if (rounded === 100 && share < 1) return "99.99 %";
  if (rounded === 0 && share > 0) return "0.01 %";
  return `${rounded} %`;
}
