using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Containerless.LocalMock;

/// <summary>The mock store as a web application.</summary>
public static class StoreApp
{
    private const long MaxUploadBytes = 64 * 1024 * 1024;
    private const int MaxJsonBytes = 1024 * 1024;

    private static readonly (string Name, string Password)[] Users =
    [
        ("javascript", "rust"),
        ("emily", "herbert"),
    ];

    /// <summary>Builds the store; <see cref="WebApplication.RunAsync(string?)"/> or <c>StartAsync</c> starts it.</summary>
    public static WebApplication Build(StoreOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxUploadBytes;
            if (options.Port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });

        // Made by the container, so that it is disposed with the application, whether that was stopped or not.
        builder.Services.AddSingleton(_ => new FileStore(options.UploadDirectory));

        var app = builder.Build();
        var random = options.Seed is { } seed ? new Random(seed) : new Random();
        var bank = new Bank(random.Next(1, 1_000_000));
        var commits = new Commits(random);
        var files = app.Services.GetRequiredService<FileStore>();

        app.Use(async (context, next) =>
        {
            // The delay has its own randomness: it must not disturb what a seed promises.
            var delay = Random.Shared.Next(options.MinDelayMs, options.MaxDelayMs + 1);
            if (delay > 0)
            {
                await Task.Delay(delay, context.RequestAborted);
            }

            try
            {
                await next(context);
            }
            catch (StoreException fault)
            {
                await Answer(context, fault.Status, json => json.WriteString("error", fault.Message));
            }
        });

        app.MapGet("/", context => Say(context, "The mock store of Containerless"));
        app.MapPost("/upload", async context =>
        {
            await files.SaveAsync(context.Request.Body, context.RequestAborted);
            await Say(context, "Done uploading!\n");
        });
        app.MapPost("/login", async context =>
        {
            using var body = await ReadObject(context);
            var name = Text(body.RootElement, "username");
            var password = Text(body.RootElement, "password");
            if (Array.IndexOf(Users, (name, password)) < 0)
            {
                await Say(context, "User not found.");
                return;
            }

            await Answer(context, 200, json =>
            {
                json.WriteString("username", name);
                json.WriteString("password", password);
            });
        });
        app.MapGet("/status", context => commits.Pick() is { } sha
            ? Answer(context, 200, json => json.WriteString("sha", sha))
            : Say(context, "Sha not available."));
        app.MapPost("/status", async context =>
        {
            using var body = await ReadObject(context);
            Text(body.RootElement, "state");
            await Say(context, "Done!");
        });
        app.MapGet("/begin", context => Answer(context, 200, json => json.WriteNumber("transaction", bank.Begin())));
        app.MapPost("/balance", async context =>
        {
            using var body = await ReadObject(context);
            var name = Text(body.RootElement, "name");
            var balance = bank.Balance(name) ?? throw new StoreException(404, $"no account has the name {name}");
            await Answer(context, 200, json => json.WriteNumber("balance", balance));
        });
        app.MapPost("/commit", async context =>
        {
            using var body = await ReadObject(context);
            var transaction = Number(body.RootElement, "transaction");
            if (!body.RootElement.TryGetProperty("mutation", out var mutation)
                || mutation.ValueKind != JsonValueKind.Object)
            {
                throw new StoreException(400, "mutation must be an object");
            }

            if (transaction != Math.Floor(transaction) || Math.Abs(transaction) > int.MaxValue)
            {
                throw new StoreException(400, "transaction must be the number that /begin gave");
            }

            var fault = bank.Commit((int)transaction, Text(mutation, "name"), Number(mutation, "balance"));
            if (fault is not null)
            {
                throw new StoreException(409, fault);
            }

            await Say(context, "Done!");
        });
        // A known path with another method is "anything else", too.
        app.MapFallback("{**path}", context => Answer(context, 404, json => json.WriteString("error", "not found")));
        return app;
    }

    /// <summary>The port a started store listens on.</summary>
    public static int PortOf(WebApplication app) => new Uri(app.Urls.First()).Port;

    private static Task Say(HttpContext context, string body) =>
        Answer(context, 200, json => json.WriteString("body", body));

    private static async Task Answer(HttpContext context, int status, Action<Utf8JsonWriter> properties)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static async Task<JsonDocument> ReadObject(HttpContext context)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (bytes.Length + read > MaxJsonBytes)
            {
                throw new StoreException(413, $"the body is longer than {MaxJsonBytes} bytes");
            }

            bytes.Write(chunk, 0, read);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        }
        catch (JsonException fault)
        {
            throw new StoreException(400, string.Create(CultureInfo.InvariantCulture,
                $"the body is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}"));
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw new StoreException(400, "the body must be a JSON object");
        }

        return document;
    }

    private static string Text(JsonElement body, string property)
    {
        if (!body.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.String)
        {
            throw new StoreException(400, $"{property} must be a string");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, or bytes that are not UTF-8: legal to the parser, not to a .NET string.
            throw new StoreException(400, $"{property} is not well-formed Unicode");
        }
    }

    private static double Number(JsonElement body, string property)
    {
        if (!body.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            throw new StoreException(400, $"{property} must be a finite number");
        }

        return number;
    }
}
