using System.Net;
using Containerless.LocalMock.Accounts;
using Containerless.LocalMock.Commits;
using Containerless.LocalMock.Data;
using Containerless.LocalMock.Documentation;
using Containerless.LocalMock.Files;
using Containerless.LocalMock.Http;
using Containerless.LocalMock.Users;
using Containerless.LocalMock.Values;

namespace Containerless.LocalMock;

/// <summary>The mock store as a web application.</summary>
public static class StoreApp
{
    // Each start numbers its transactions from another thousand million, so that none of before is taken for one of now.
    private const long TransactionsPerStart = 1_000_000_000;

    /// <summary>Opens the data and builds the store; <see cref="WebApplication.RunAsync(string?)"/> or <c>StartAsync</c> starts it.</summary>
    /// <exception cref="StoreStartException">The data, the seed data or the log cannot be used.</exception>
    public static async Task<WebApplication> BuildAsync(StoreOptions options, CancellationToken cancellation = default)
    {
        var clock = TimeProvider.System;
        Database? database = null;
        RequestLog? log = null;
        try
        {
            database = Database.Open(options.DataFile);
            if (database.IsNew)
            {
                await SeedData.FillAsync(database, clock, options.SeedDataFile, cancellation);
            }

            log = options.LogFile is { } file ? new RequestLog(file, clock) : null;
            return Build(options, database, await database.StartAsync(cancellation), log, clock);
        }
        catch (Exception fault)
        {
            database?.Dispose();
            log?.Dispose();
            throw fault is Microsoft.Data.Sqlite.SqliteException or InvalidDataException or IOException or UnauthorizedAccessException
                ? StoreStartException.Of(options, fault)
                : fault;
        }
    }

    /// <summary>The port a started store listens on.</summary>
    public static int PortOf(WebApplication app) => new Uri(app.Urls.First()).Port;

    private static WebApplication Build(StoreOptions options, Database database, long starts, RequestLog? log, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // Program says why it does not start
        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // each endpoint has its own limit, and says which it is
            if (IPAddress.IPv6Any.Equals(options.Host))
            {
                kestrel.ListenAnyIP(options.Port); // also where there is no IPv6
            }
            else if (options.Host is not null || options.Port == 0)
            {
                kestrel.Listen(options.Host ?? IPAddress.Loopback, options.Port);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        builder.Services.ConfigureHttpJsonOptions(static json => Reply.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(static document => document.AddDocumentTransformer(static (api, _, _) =>
        {
            api.Info = new() { Title = "The mock store of Containerless", Version = "1" };
            return Task.CompletedTask;
        }));

        // Made by the container, so that they are disposed with the application, whether that was stopped or not.
        builder.Services.AddSingleton(_ => database);
        if (log is not null)
        {
            builder.Services.AddSingleton(_ => log);
        }

        var app = builder.Build();
        app.Services.GetService<Database>();
        app.Services.GetService<RequestLog>();
        Pipeline.Use(app, options, log);
        Map(app, options, database, starts, clock);
        return app;
    }

    private static void Map(WebApplication app, StoreOptions options, Database database, long starts, TimeProvider clock)
    {
        var random = options.Seed is { } seed ? new Random(seed) : new Random();
        var bank = new Bank(database, (starts * TransactionsPerStart) + random.Next(1, 1_000_000));
        app.On("GET", "/", context => Reply.SayAsync(context, "The mock store of Containerless"))
            .Describe("Says what this is").Gives<Said>();
        FileEndpoints.Map(app, database, clock, options.MaxFileBytes);
        ValueEndpoints.Map(app, database);
        LoginEndpoint.Map(app, database);
        StatusEndpoints.Map(app, new CommitPicker(random));
        AccountEndpoints.Map(app, bank);
        app.MapOpenApi("/openapi.json");
        app.MapDefaultEndpoints();
        // A known path with another method is "anything else", too.
        app.MapFallback("{**path}", context => Reply.RefuseAsync(context, 404, "not found"));
    }
}
