namespace Containerless.Invoker.Observation;

/// <summary>A view of a logger factory that lets only the severe through. Does not own the factory.</summary>
internal sealed class LevelFilter(ILoggerFactory inner, LogLevel least) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Filtered(inner.CreateLogger(categoryName), least);

    public void Dispose()
    {
    }

    private sealed class Filtered(ILogger inner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
