import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/prelu.ts")>("02-activations/prelu", () => import("./prelu.ts"));
