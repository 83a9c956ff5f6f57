/**
 * The summary of a job of GitHub Actions: the Markdown of each submission, at most 1 MiB.
 *
 * GitHub refuses a longer summary as a whole, so it is cut at the end of a line, and a code block that is open there is
 * closed; else the sentence that says so would be code.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#job-summaries
 */
import type { Result } from "#graders/result/result.ts";
import { bySubmission } from "../class.ts";
import { markdownText } from "../markdown-escape.ts";
import { pullRequestMarkdown } from "../markdown.ts";
import type { Audience } from "../visibility.ts";

const maxBytes = 2 ** 20;
const cutSentence =
  "\n> **The summary is cut here**, because GitHub takes 1 MiB. The reports that gradecheck wrote are whole.\n";

export function githubSummary(results: readonly Result[], { audience }: { audience: Audience }): string {
  const parts = bySubmission(results).map((result) => {
    const title = results.length > 1 ? `# ${markdownText(result.submission.id)}\n\n` : "";
    return title + pullRequestMarkdown(result, { audience });
  });
  return cutMarkdown(parts.join("\n"), maxBytes);
}

/** Whole lines that fit, then a sentence that says that something is missing. */
export function cutMarkdown(markdown: string, bytes: number): string {
  if (Buffer.byteLength(markdown) <= bytes) return markdown;
  const kept: string[] = [];
  let left = bytes - Buffer.byteLength(cutSentence);
  let fence = "";
  for (const line of markdown.split("\n")) {
    const nextFence = fenceAfter(line, fence);
    left -= Buffer.byteLength(line) + 1;
    // The fence that may have to be closed, and its line break.
    if (left < nextFence.length + 1) break;
    kept.push(line);
    fence = nextFence;
  }
  return [...kept, ...(fence ? [fence] : []), ""].join("\n") + cutSentence;
}

/** The fence of the code block that is open after the line; empty outside of one. */
function fenceAfter(line: string, open: string): string {
  const run = /^`{3,}/.exec(line)?.[0] ?? "";
  if (open === "") return run;
  return run.length >= open.length && line.trim() === run ? "" : open;
}
