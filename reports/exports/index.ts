/** What other platforms read: pure functions from results to text, one for each format. */
export { canvasCsv, filledCanvasCsv } from "./canvas.ts";
export { classroom50Json, type Classroom50Submission } from "./classroom50.ts";
export { exercismJson } from "./exercism.ts";
export { ExportError } from "./export-error.ts";
export { githubAnnotations } from "./github-annotations.ts";
export { withoutCommands } from "./github-commands.ts";
export { githubSummary } from "./github-summary.ts";
export { gradescopeJson } from "./gradescope.ts";
export { ltiScores } from "./lti.ts";
export { filledMoodleWorksheet } from "./moodle-worksheet.ts";
export { moodleCsv } from "./moodle.ts";
export type { ClassExport, Graded, Person, PolicyMark } from "./person.ts";
export { prairieLearnJson } from "./prairielearn.ts";
