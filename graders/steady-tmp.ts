import { exerciseIds, loadExercise, loadVariants, selectIds } from "#graders/spec/load.ts";
import { steadiness } from "#graders/verify/steadiness.ts";
let all=0;
for (const id of selectIds(await exerciseIds(), process.argv.slice(3))) {
  const exercise = await loadExercise(id);
  const t=performance.now();
  const s = await steadiness(exercise, await loadVariants(id), Number(process.argv[2]));
  all+=s.unsteady.length;
  console.log(id, s.gradings, `${((performance.now()-t)/s.gradings).toFixed(1)} ms each`, s.unsteady.length);
  for (const u of s.unsteady) console.log("   ", u.code, "|", u.check, "|", JSON.stringify(u.verdicts), u.seed);
}
console.log("unsteady", all);
