/** Compares a class with itself in a process of its own, so that its memory can be told. Arguments: tool, how many answers. */
import { Random } from "#tensor";
import { defaultSettings } from "#graders/similarity/settings.ts";
import type { Tool } from "#graders/similarity/tool.ts";
import { winnowing } from "#graders/similarity/winnowing.ts";
import { dolos } from "#graders/similarity/dolos.ts";
import { givenOf, plain } from "./scored.ts";
import { solutionsOf } from "./solutions/index.ts";
import { decider } from "./solutions/solutions.ts";

const [name, count] = process.argv.slice(2);
const exercise = "12-transformers/multi-head-attention";

async function measure<Answer>(tool: Tool<Answer>): Promise<void> {
  const decide = decider(new Random(1));
  const texts = Array.from({ length: Number(count) }, () => plain(solutionsOf[exercise]!(decide)));
  const given = await givenOf(exercise);
  const before = process.cpuUsage();
  const start = performance.now();
  const answers = new Map(texts.map((text, index) => [`${index}`, tool.prepare([{ path: `${index}.ts`, text }])]));
  const { pairs } = await tool.compare(answers, given);
  const seconds = (performance.now() - start) / 1000;
  const processor = process.cpuUsage(before).user / 1e6;
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, processor, megabytes, pairs: pairs.length }));
}

if (name === "dolos") await measure(await dolos());
else await measure(winnowing(defaultSettings));
