// tries: to print what looks like the grader's own words, with colours and commands for a build
// stopped by: text of a student's is escaped in every format
// exercise: 02-activations/relu
const text = "\u001b[32m5 of 5 points\u001b[0m\n::error file=a::owned\n<script>alert(1)</script>\n=cmd|' /C calc'!A0";
const units = Buffer.from(text, "utf16le");
replies.call = (count) => [...Array.from({ length: count }, () => [1, 0, 0]).flat(), 0, 1, text.length, 0, 0, 0, ...units];
