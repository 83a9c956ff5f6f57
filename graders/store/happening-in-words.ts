/** A line of the audit trail as a sentence, for whoever reads the store itself, and for the command that made it. */
import type { Happening } from "#graders/result/trail.ts";

export function happeningInWords(happening: Happening): string {
  switch (happening.what) {
    case "graded": {
      const { before, after, maxPoints } = happening;
      return `${after} of ${maxPoints} points${before === undefined ? "" : `, ${before} before`}`;
    }
    case "regraded":
      return `would have ${happening.after} of ${happening.maxPoints} points`;
    case "applied":
      return `from ${happening.before ?? "none"} to ${happening.after} of ${happening.maxPoints} points`;
    case "dropped":
      return `a regrade of ${happening.submissions} submissions`;
    case "marked": {
      const place = happening.place.join(", ") || "the whole";
      return `${place}: ${happening.mode === "add" ? "added" : "set to"} ${happening.points} points. ${happening.comment}`;
    }
    case "other":
      return happening.detail;
  }
}
