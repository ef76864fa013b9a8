namespace Containerless.Compiler.Tests;
