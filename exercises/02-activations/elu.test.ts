import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/elu.ts")>("02-activations/elu", () => import("./elu.ts"));
