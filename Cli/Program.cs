using Containerless.Cli;
using Containerless.Cli.Output;

return await ContainerlessCommand.RunAsync(args, Terminal.ForProcess(), CancellationToken.None);
