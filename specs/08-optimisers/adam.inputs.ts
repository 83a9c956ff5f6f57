import { tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Far up the walls of a steep bowl: what scales its steps with the slope doesn't come down. */
  descendBowl(draw) {
    const size = draw.size();
    return {
      start: draw.tensor([size], 2, 3).mul(draw.choices([size], [-1, 1])),
      curvature: draw.tensor([size], 20, 80),
    };
  },
  /** On the far side of the valley, from where the way is long. */
  descendValley: (draw) => ({ start: tensor([draw.number(-1.4, -1), draw.number(0.6, 1.4)]) }),
});
