/** A target whose parser was broken on purpose, in the three ways that a run must notice. */
import { removals } from "../minimise.ts";
import { Violation, type Target } from "../target.ts";

const target: Target<string> = {
  name: "broken-parser",
  rule: "A text of letters is read.",
  cases: 60,
  seconds: 0.5,
  async open() {
    return {
      draw: (random) =>
        Array.from({ length: 12 }, () => "abcdefgh"[random.integer(0, 8)]).join("") +
        (random.integer(0, 30) === 0 ? "loop" : ""),
      judge: (text) => {
        while (text.endsWith("loop"));
        if (text.includes("a")) throw new TypeError("a is not read");
        if (text.includes("b")) throw new Violation(`b stands at ${text.indexOf("b")}`);
        return ["read"];
      },
      smaller: removals,
      written: (text) => text,
    };
  },
};
export default target;
