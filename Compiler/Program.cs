using Containerless.Compiler;

await CompilerService.Build(args).RunAsync();
