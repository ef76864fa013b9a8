namespace Containerless.Invoker;

/// <summary>The invoker cannot start as it was told to: the message says why and what to do. Exit code 2.</summary>
public sealed class InvokerStartException(string message, Exception? inner = null) : Exception(message, inner);
