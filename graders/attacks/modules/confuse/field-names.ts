// tries: fields with hostile names
// stopped by: names of fields are plain text to every renderer
// exercise: 01-neurons/perceptron
const names = ["<script>alert(1)</script>", "\u001b[31m", "=cmd|' /c calc'!A0", "\u202e", "__proto__", "::error::x", "\n::error::x"];
export const perceptronStep = () => Object.fromEntries(names.map((name) => [name, name]));
export const trainPerceptron = perceptronStep;
export const mistakeBound = perceptronStep;
