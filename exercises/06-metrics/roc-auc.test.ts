import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/roc-auc.ts")>("06-metrics/roc-auc", () => import("./roc-auc.ts"));
