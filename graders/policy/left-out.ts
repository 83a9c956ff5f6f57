/** Why a part is on neither side of a mark: as data, and as an English sentence. */
export type LeftOut =
  /** It could not be graded, so points that a person set have nothing that they are points of. */
  "no maximum" | "no points" | "not graded" | "no weight" | "to mark";

export interface LeftOutPart {
  readonly leftOutFor: LeftOut;
  readonly leftOut: string;
}

/** @param by - who set points. */
export function leftOutFor(reason: LeftOut, by = ""): LeftOutPart {
  return { leftOutFor: reason, leftOut: leftOutInWords(reason, by) };
}

export function leftOutInWords(reason: LeftOut, by: string): string {
  switch (reason) {
    case "no maximum":
      return `It could not be graded, so its maximum is not known, and the points that ${by} gave do not count yet. Give them again with "maximum".`;
    case "no points":
      return "It has no points.";
    case "not graded":
      return "It could not be graded, by no fault of the student.";
    case "no weight":
      return "The policy gives it no weight.";
    case "to mark":
      return "It is still to be marked by hand.";
  }
}
