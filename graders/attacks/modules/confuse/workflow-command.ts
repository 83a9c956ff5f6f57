// tries: console output and messages that GitHub's runner would take for commands
// stopped by: renderers write no line of a student's that begins with two colons
// exercise: 01-neurons/separability
// problem: stop-commands
console.log("::error file=grader.ts,line=1::hacked");
console.log("##[error]hacked");
console.log("::stop-commands::pause");
throw new Error("first line\n::error::hacked\n::stop-commands::x");
