import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/linear.ts")>("02-activations/linear", () => import("./linear.ts"));
