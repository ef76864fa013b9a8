using Containerless.Compiler.Infer;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>
/// Functions that call nothing by themselves, so that they add one frame to a recursion at most. What a getter or valueOf
/// is reached through takes more of the stack in the runtime's count than V8 does, by as much as a small frame.
/// </summary>
internal static class Leaf
{
    private const int SmallFrame = 400;

    /// <summary>Whether the function is one.</summary>
    public static bool Is(Function function)
    {
        if (function.Async || function.Generator || function.Frame > SmallFrame || function.Body.State != BlockState.Known)
        {
            return false;
        }

        bool calls = false;
        Walk.Statements(function.Body, s => calls |= s is ForOf or ArrayPattern);
        Walk.Expressions(function.Body, e => calls |= e is MethodCall { Object: not GlobalRead { Name: "Math" } }
            or Call or New or SuperCall or SuperConstruct or Spread or ClassCreation);
        return !calls;
    }
}
