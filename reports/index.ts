/** The reports: pure functions from results to text, one for each format. */
export { checkText } from "./check-text.ts";
export { classTable } from "./class-table.ts";
export { gradebookCsv } from "./csv.ts";
export { coursePage } from "./html/course-page.ts";
export { indexPage } from "./html/index-page.ts";
export { pageFileName } from "./html/page-file-name.ts";
export { studentPage } from "./html/student-page.ts";
export { resultJson } from "./json.ts";
export { junitXml } from "./junit.ts";
export { pullRequestMarkdown } from "./markdown.ts";
export { exerciseText } from "./text.ts";
export { asSeenBy, type Audience } from "./visibility.ts";
export { regradePage } from "./html/regrade-page.ts";
export { regradeTable } from "./regrade-table.ts";
export { marksCsv, marksTable, type MarkRow } from "./marks.ts";
