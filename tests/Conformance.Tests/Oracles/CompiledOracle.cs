using System.Collections.Concurrent;
using System.Text;
using Containerless.Compiler;
using Containerless.Invoker.Compiled;
using Containerless.Invoker.Http;
using Containerless.Invoker.Observation;
using Containerless.Runtime.Hosting;
using Containerless.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Containerless.Conformance.Tests.Oracles;

/// <summary>
/// The function's trace compiled and served in this process, with one realm at a time. What compiled code gives up is
/// answered by nobody: the row says why.
/// </summary>
internal sealed class CompiledOracle : IOracle
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim compilers = new(Environment.ProcessorCount);
    private readonly TraceCompiler compiler = new();

    public async Task<IReadOnlyList<Answer>> AnswersAsync(
        Function function, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var trace = function.Trace ?? throw new InvalidOperationException($"{function.Name} was not traced");
        CompilationOutcome outcome;
        await compilers.WaitAsync(cancellation);
        try
        {
            outcome = await Task.Run(() => compiler.Compile(trace), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new OracleException($"{function.Name}: the compiler failed: {fault}");
        }
        finally
        {
            compilers.Release();
        }

        if (outcome.Error is { } error)
        {
            return error.Path is null
                ? [.. requests.Select(_ => GaveUp($"not compiled: {error.Message}", 0))]
                : throw new OracleException($"{function.Name}: the trace is invalid at {error.Path}: {error.Message}");
        }

        var logs = new Faults();
        await using var tier = CompiledTier.Load(
            outcome.Artifact!, Configuration(function.Name), new Nowhere(), new RequestCounters(), logs);
        var answers = new List<Answer>();
        foreach (var request in requests)
        {
            answers.Add(tier.Demoted.IsCompleted
                ? GaveUp($"aborted: {await tier.Demoted}", (int)tier.Realms.Discarded)
                : await AnswerAsync(tier, request, cancellation));
        }

        return logs.First is { } failure
            ? throw new OracleException($"{function.Name}: compiled code failed, which is a bug of ours: {failure}")
            : answers;
    }

    private static async Task<Answer> AnswerAsync(ICompiledTier tier, Request request, CancellationToken cancellation)
    {
        var instance = (int)tier.Realms.Discarded;
        var result = await tier.HandleAsync(new IncomingRequest(
            "POST", "/", "application/json", new HeaderDictionary(), Encoding.UTF8.GetBytes(request.Body)));
        var deadline = DateTime.UtcNow + LongestIdle;
        while (tier.Realms.Busy > 0 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(1, cancellation);
        }

        return result.Kind switch
        {
            CompiledResultKind.Answer => new Answer(200, AsSent(result.Text)) { Instance = instance },
            CompiledResultKind.Error => new Answer(
                result.ErrorAnswer.Status, Encoding.UTF8.GetString(result.ErrorAnswer.Body.Span)) { Instance = instance },
            CompiledResultKind.Fallback => GaveUp(result.Text, instance),
            _ => throw new OracleException("the only realm did not come free: a request before this one never ended"),
        };
    }

    /// <summary>The text after it went over the wire: lone surrogates are replaced.</summary>
    private static string AsSent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Answer GaveUp(string reason, int instance) => new(0, "") { Bailout = reason, Instance = instance };

    private static InvokerConfiguration Configuration(string name) => new()
    {
        ImageName = name,
        Environment = NodeHost.Variables,
        MaxRealms = 1,
        UtilizationLog = "",
    };

    /// <summary>The functions under test reach no network: a call gets undefined, in Node as well.</summary>
    private sealed class Nowhere : IOutbound
    {
        public Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct) => Task.FromResult(new OutboundReply(null));
    }

    /// <summary>Keeps the errors that the tier logs: they are bugs of ours.</summary>
    private sealed class Faults : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> errors = new();

        public string? First => errors.TryPeek(out var first) ? first : null;

        public ILogger CreateLogger(string categoryName) => categoryName == "Containerless.Invoker" ? this : Nothing;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log is its only provider.");

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        private static ILogger Nothing => Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    }
}
