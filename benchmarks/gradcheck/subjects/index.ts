/** All subjects of the bench. */
import type { Subject } from "../subject.ts";
import { algebra } from "./algebra.ts";
import { courseSubjects } from "./course.ts";
import { elementwise } from "./elementwise.ts";
import { losses } from "./losses.ts";
import { mixed } from "./mixed.ts";
import { networks } from "./networks.ts";
import { normalisation } from "./normalisation.ts";
import { pooling } from "./pooling.ts";

/** Written for the bench. */
export const ownSubjects: readonly Subject[] = [
  ...elementwise,
  ...normalisation,
  ...losses,
  ...pooling,
  ...networks,
  ...algebra,
  ...mixed,
];

export async function allSubjects(): Promise<Subject[]> {
  return [...(await courseSubjects()), ...ownSubjects];
}
