import { exercise } from "#graders/student.ts";
import type { BatchNormModule } from "#specs/09-initialisation-and-regularisation/batch-norm.programs.ts";

exercise<BatchNormModule>("09-initialisation-and-regularisation/batch-norm", () => import("./batch-norm.ts"));
