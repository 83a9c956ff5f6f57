import { exercise } from "#graders/student.ts";
import type { AdagradModule } from "#specs/08-optimisers/adagrad.programs.ts";

exercise<AdagradModule>("08-optimisers/adagrad", () => import("./adagrad.ts"));
