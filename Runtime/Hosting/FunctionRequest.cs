namespace Containerless.Runtime.Hosting;

/// <summary>What the handler gets, as values of the realm that will serve it.</summary>
/// <param name="Path">The raw request target before the question mark.</param>
/// <param name="Query">An object; a repeated name is an array.</param>
/// <param name="Body">The body by the rules of the wire.</param>
public readonly record struct FunctionRequest(string Path, Value Query, Value Body);
