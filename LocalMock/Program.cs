using Containerless.LocalMock;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(StoreOptions.Usage);
    return 0;
}

StoreOptions options;
try
{
    options = StoreOptions.Parse(args);
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(StoreOptions.Usage);
    return 2;
}

try
{
    await using var app = await StoreApp.BuildAsync(options);
    try
    {
        await app.StartAsync();
    }
    catch (IOException fault)
    {
        Console.Error.WriteLine($"cannot listen on port {options.Port}: {fault.Message}");
        return 2;
    }

    Console.WriteLine($"mock store on http://localhost:{StoreApp.PortOf(app)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StoreStartException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
