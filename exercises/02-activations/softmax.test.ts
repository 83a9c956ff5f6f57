import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/softmax.ts")>("02-activations/softmax", () => import("./softmax.ts"));
