import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/minibatches.ts")>("05-data/minibatches", () => import("./minibatches.ts"));
