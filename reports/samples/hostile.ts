/** Text that tries to become markup, a formula, a command to the terminal or the end of a CDATA section. */
import { check, exercise, result, vector } from "./build.ts";

export const script = "<script>alert(1)</script>";
export const attribute = `" onmouseover="alert(1)`;
export const formula = "=cmd|'/c calc'!A0";
export const ansi = "\u001B[31mred\u001B[0m \u001B]0;title\u0007\u0000\u0001";
export const cdata = "]]> <![CDATA[";
export const surrogate = "half \uD800 pair";
export const bidirectional = "safe \u202Egnp.exe";
export const fence = "``` ```` text";
export const mention =
  "@everyone #1 https://evil.example www.evil.example [x](javascript:alert(1)) | a | b | <img src=x onerror=alert(1)>";
export const template = "{{constructor}} {{{raw}}}";
export const commands =
  "::error file=a.ts::owned\n  ::stop-commands::x\n##[error]owned ##vso[task.complete result=Failed;]owned";

const everything = [commands, script, attribute, ansi, cdata, surrogate, bidirectional, fence, mention, template].join(
  "\n",
);

export const hostile = result(
  `${formula} ${script} ${ansi} ${surrogate}`,
  [
    exercise(
      "02-activations/relu",
      "ReLU",
      [
        check("relu keeps positive entries and zeroes the rest", 2, {
          status: "fail",
          lesson: {
            summary: everything,
            call: `relu(${attribute})`,
            code: everything,
            input: [{ name: script, value: { text: everything } }],
            expected: {
              text: everything,
              fields: [
                { name: `.${script}`, value: vector([0, 1]) },
                { name: `.${attribute}`, value: { text: everything } },
              ],
            },
            actual: {
              text: everything,
              fields: [
                { name: `.${script}`, value: { ...vector([script, attribute]), wrong: [0, 1] } },
                { name: `.${attribute}`, value: { text: ansi, wrong: [] } },
              ],
            },
            differences: [{ at: script, expected: 0, actual: attribute }],
            tolerance: everything,
            pattern: everything,
            source: everything,
            problem: { kind: "threw", message: everything, file: script, line: 1 },
          },
        }),
      ],
      { console: everything },
    ),
    exercise("02-activations/elu", "ELU", [], {
      status: "broken",
      maxPoints: 3,
      problem: { kind: "syntax", message: everything, file: attribute },
    }),
  ],
  { problem: { kind: "grader", message: `${formula} ${script}` } },
);

export const longName = result(`${"very-long-".repeat(30)}name`, [
  exercise("02-activations/relu", "ReLU", [
    check(`relu ${"is right on a case with a name that does not end ".repeat(8)}`, 2, {
      status: "fail",
      lesson: { summary: "x".repeat(400), call: `relu(${"1, ".repeat(200)})` },
    }),
  ]),
]);
