/** The reports: pure functions from results to text, one for each format. */
export { checkText } from "./check-text.ts";
export { classTable } from "./class-table.ts";
export { gradebookCsv } from "./csv.ts";
export { auditPage } from "./html/audit-page.ts";
export { coursePage } from "./html/course-page.ts";
export { classPage } from "./html/class-page.ts";
export { itemsPage } from "./html/items-page.ts";
export type { ClassFacts } from "./class-facts.ts";
export { pageFileName } from "./html/page-file-name.ts";
export { studentPage, type StudentPageOptions } from "./html/student-page.ts";
export { resultJson } from "./json.ts";
export { junitXml } from "./junit.ts";
export { pullRequestMarkdown } from "./markdown.ts";
export { exerciseText, submissionText } from "./text.ts";
export { asSeenBy, type Audience } from "./visibility.ts";
export { regradePage } from "./html/regrade-page.ts";
export { regradeTable, type Decision, type RegradeView } from "./regrade-table.ts";
export { marksCsv, marksTable, type MarkRow } from "./marks.ts";
