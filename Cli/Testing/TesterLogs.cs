using Microsoft.Extensions.Logging;

namespace Containerless.Cli.Testing;

/// <summary>Keeps the last lines that the invoker's parts and the functions logged, to be shown when something is wrong.</summary>
internal sealed class TesterLogs : ILoggerFactory
{
    private const int Most = 200;
    private readonly Queue<string> lines = new();
    private readonly Lock gate = new();

    /// <summary>The lines, oldest first.</summary>
    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Lane(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log is its only provider.");

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > Most)
            {
                lines.Dequeue();
            }
        }
    }

    private sealed class Lane(TesterLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var fault = exception is null ? "" : $": {exception}";
                owner.Add($"{logLevel} {category}: {formatter(state, exception)}{fault}");
            }
        }
    }
}
