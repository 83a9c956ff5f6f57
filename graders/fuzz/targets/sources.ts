/** Damaged sources through the intake of code: types stripped, imports checked. */
import { removals } from "../minimise.ts";
import { pick } from "../mutate/bytes.ts";
import { mutatedSource, tokensOf } from "../mutate/source.ts";
import { Violation, type Target } from "../target.ts";
import { said } from "./children.ts";
import { knownWork, prepare } from "./students.ts";

interface Source {
  readonly id: string;
  readonly text: string;
}

const target: Target<Source> = {
  name: "sources",
  rule: "A source is ready to run or has a problem that is said in a sentence, and that is never the grader's.",
  cases: 20_000,
  // A parser that breaks is given 20 s, and there may be other work on the machine.
  seconds: 30,
  // It is thrown away with its thread, whose memory comes back late.
  megabytes: 1500,
  async open() {
    const work = await knownWork();
    const texts = work.map(({ text }) => text);
    return {
      draw: (random) => {
        const { id, text } = pick(random, work);
        return { id, text: mutatedSource(random, random.integer(0, 20) === 0 ? texts : [text]) };
      },
      judge: async ({ id, text }) => {
        const prepared = await prepare(id, text);
        if (prepared.status === "ready") return ["ready"];
        if (prepared.problem.kind === "grader") throw new Violation(prepared.problem.message);
        return [said(prepared.problem)];
      },
      *smaller({ id, text }) {
        for (const fewer of removals(tokensOf(text))) yield { id, text: fewer.join("") };
      },
      written: ({ id, text }) => JSON.stringify({ id, text }),
    };
  },
};
export default target;
