import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/relu.ts")>("02-activations/relu", () => import("./relu.ts"));
