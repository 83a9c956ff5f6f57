import { exercise } from "#graders/student.ts";
import type { GradientDescentModule } from "#specs/08-optimisers/gradient-descent.programs.ts";

exercise<GradientDescentModule>("08-optimisers/gradient-descent", () => import("./gradient-descent.ts"));
