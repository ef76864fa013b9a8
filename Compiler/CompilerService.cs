using System.Text.Json;
using Containerless.Compiler.Validate;
using Containerless.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Containerless.Compiler;

/// <summary>The compiler behind HTTP: <c>POST /compile</c> and <c>GET /health</c> (docs/wire.md).</summary>
public static class CompilerService
{
    /// <summary>Builds the service. It starts compiling a small trace of its own at once, so that the first real
    /// one does not pay for loading and warming Roslyn; <c>/health</c> answers 200 when that is done.</summary>
    /// <param name="args">Command line: <c>--urls URL</c> or <c>--socket PATH</c>.</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = TraceLimits.Bytes;
            if (builder.Configuration["socket"] is { Length: > 0 } path)
            {
                kestrel.ListenUnixSocket(path);
            }
            else if (builder.Configuration["urls"] is null or "")
            {
                kestrel.ListenLocalhost(0);
            }
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.AddServiceDefaults(TraceCompiler.ActivityName);
        var compiler = new TraceCompiler();
        Task warmUp = Task.Run(() => WarmUp.Run(compiler));
        builder.Services.AddHealthChecks().AddCheck("warm", () => warmUp.IsCompletedSuccessfully
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(warmUp.Exception?.GetBaseException().Message ?? "warming up"));
        WebApplication app = builder.Build();

        app.MapDefaultEndpoints();
        app.MapPost("/compile", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            await warmUp;
            ReadOnlyMemory<byte> sent = body.GetBuffer().AsMemory(0, (int)body.Length);
            CompilationOutcome? outcome = await Task.Run(() => Compile(compiler, sent), http.RequestAborted);
            await Write(http.Response, outcome, merged: TraceList.IsList(sent.Span));
        });
        return app;
    }

    private static CompilationOutcome? Compile(TraceCompiler compiler, ReadOnlyMemory<byte> sent)
    {
        lock (compiler) // one at a time: compilation has parallelism of its own, and memory to match
        {
            if (!TraceList.IsList(sent.Span))
            {
                return compiler.Compile(sent);
            }

            try
            {
                return compiler.CompileGrown(TraceList.Read(sent));
            }
            catch (TraceInvalidException error)
            {
                return new CompilationOutcome(null, null, new CompileError(error.Problem, error.Path));
            }
        }
    }

    private static Task Write(HttpResponse response, CompilationOutcome? outcome, bool merged)
    {
        if (outcome is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        if (outcome.Artifact is not { } artifact)
        {
            response.StatusCode = outcome.Error!.Path is null
                ? StatusCodes.Status422UnprocessableEntity
                : StatusCodes.Status400BadRequest;
            return response.WriteAsJsonAsync(new CompileRefusal(outcome.Error), WireJson.Default.CompileRefusal);
        }

        using JsonDocument report = JsonDocument.Parse(artifact.Report);
        return response.WriteAsJsonAsync(
            new CompileReply(
                artifact.Hash, System.Text.Encoding.UTF8.GetString(artifact.CSharp), artifact.Assembly, artifact.Symbols,
                report.RootElement.Clone(), merged ? artifact.Trace : null),
            WireJson.Default.CompileReply);
    }
}
