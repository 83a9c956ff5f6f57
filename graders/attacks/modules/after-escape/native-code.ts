// tries: to load native code that does as it likes
// stopped by: the limit of open files; the library isn't there
// exercise: 02-activations/relu
process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libc.so.6");
require("fs").mkdirSync("/tmp/__TOKEN__-loaded");
