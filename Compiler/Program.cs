using Containerless.Compiler;

WebApplication app = CompilerService.Build(args);
if (app.Configuration["lifeline"] == "stdin")
{
    // The parent holds our standard input open: when it ends, however it ends, so do we.
    var lifeline = new Thread(() =>
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }

        app.Lifetime.StopApplication();
    })
    {
        IsBackground = true,
        Name = "lifeline",
    };
    lifeline.Start();
}

await app.RunAsync();
