/** What `gradecheck report --format` takes; apart from what makes the formats, so that the command line starts without it. */
export const ownFormats = ["text", "html", "markdown", "junit", "csv", "json"] as const;

/** Formats that other platforms read. */
export const exportFormats = [
  "gradescope",
  "exercism",
  "prairielearn",
  "classroom50",
  "github",
  "github-summary",
  "canvas",
  "moodle",
  "moodle-worksheet",
  "lti",
] as const;

export type ExportFormat = (typeof exportFormats)[number];
