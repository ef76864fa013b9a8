namespace Containerless.Invoker.Preparation;

/// <summary>A function could not be prepared, for a reason of this machine; the message says which.</summary>
public class PreparationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The function's file was refused: it does not parse, or never calls <c>listen</c>. The message is for the user, and is
/// <c>FILE:LINE:COL: what is wrong</c> where there is a position.
/// </summary>
public sealed class FunctionRefusedException(string message) : PreparationException(message);
