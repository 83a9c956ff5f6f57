import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/sigmoid.ts")>("02-activations/sigmoid", () => import("./sigmoid.ts"));
