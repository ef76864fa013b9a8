using Containerless.Invoker.Http;
using Containerless.Runtime.Hosting;
using Containerless.Shared;

namespace Containerless.Invoker.Compiled;

/// <summary>What became of a request in the compiled tier.</summary>
public enum CompiledResultKind
{
    /// <summary>The function's answer: <see cref="CompiledResult.Text"/>, status 200.</summary>
    Answer,

    /// <summary>The request itself is malformed, or the function's answer is an error: a status and a body.</summary>
    Error,

    /// <summary>Compiled code gave up; the request is to be run again in a container.</summary>
    Fallback,

    /// <summary>No realm came free in time.</summary>
    Busy,

    /// <summary>
    /// This version was retired before the request had a realm; nothing of it has run. Another serves by now, or none.
    /// </summary>
    Retired,
}

/// <summary>What became of a request in the compiled tier.</summary>
public readonly struct CompiledResult
{
    private CompiledResult(CompiledResultKind kind, string text, Answer error, AttemptRecord? record = null)
    {
        Kind = kind;
        Text = text;
        ErrorAnswer = error;
        Record = record;
    }

    /// <summary>What became of it.</summary>
    public CompiledResultKind Kind { get; }

    /// <summary>The answer's text, or the reason to fall back.</summary>
    public string Text { get; }

    /// <summary>The answer of an <see cref="CompiledResultKind.Error"/>.</summary>
    public Answer ErrorAnswer { get; }

    /// <summary>What was sent and told before the request was given up; null where nothing of it ran.</summary>
    public AttemptRecord? Record { get; }

    /// <summary>The function answered.</summary>
    public static CompiledResult Answered(string text) => new(CompiledResultKind.Answer, text, default);

    /// <summary>The function failed in a way every tier answers alike.</summary>
    public static CompiledResult Failed(Answer error) => new(CompiledResultKind.Error, "", error);

    /// <summary>To be run again in a container.</summary>
    public static CompiledResult FallBack(string reason, AttemptRecord? record = null) =>
        new(CompiledResultKind.Fallback, reason, default, record);

    /// <summary>No realm came free in time.</summary>
    public static CompiledResult Busy() => new(CompiledResultKind.Busy, "", default);

    /// <summary>This version serves no longer.</summary>
    public static CompiledResult Retired() => new(CompiledResultKind.Retired, "", default);
}

/// <summary>
/// A loaded artifact that serves requests in this process. Disposing it breaks off what it serves; that falls back.
/// </summary>
public interface ICompiledTier : IAsyncDisposable
{
    /// <summary>The artifact's hash.</summary>
    string Hash { get; }

    /// <summary>The realms now.</summary>
    RealmStatus Realms { get; }

    /// <summary>
    /// Completes with the cause when the function cannot be served compiled: its top level gave up, or our code failed
    /// again and again.
    /// </summary>
    Task<string> Demoted { get; }

    /// <summary>
    /// Told of a request that was answered and then bailed out, why, and what it had done: it is to be run again for its
    /// remaining effects. The request may be kept.
    /// </summary>
    Action<IncomingRequest, string, AttemptRecord>? Unfinished { get; set; }

    /// <summary>
    /// Runs recorded requests until the code is warm, for at most a fraction of a second: in realms that serve nobody
    /// else, with every outbound call failing, their answers dropped.
    /// </summary>
    Task WarmAsync(IReadOnlyList<IncomingRequest> recorded);

    /// <summary>Serves one request, on the caller's thread where it can. Never throws for what function code does.</summary>
    ValueTask<CompiledResult> HandleAsync(in IncomingRequest request);

    /// <summary>
    /// Takes no more requests, finishes those that have a realm, their callbacks included, and lets go of everything but
    /// the loaded code. Another version must serve by then, or none.
    /// </summary>
    Task RetireAsync();
}
