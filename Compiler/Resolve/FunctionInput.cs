using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>What a call gives a function.</summary>
internal enum InputKind
{
    /// <summary><c>this</c>.</summary>
    This,

    /// <summary><c>new.target</c>.</summary>
    NewTarget,

    /// <summary>One argument.</summary>
    Parameter,

    /// <summary>An array of the arguments that are left.</summary>
    Rest,

    /// <summary>The arguments object.</summary>
    Arguments,
}

/// <summary>One thing that a call gives a function.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Binding">Variable that holds it.</param>
/// <param name="Index">Of a parameter, or of the first argument in the rest.</param>
internal readonly record struct FunctionInput(InputKind Kind, int Binding, int Index)
{
    /// <summary>What the function takes; the <c>this</c> of a derived constructor comes later, from <c>super()</c>.</summary>
    public static IEnumerable<FunctionInput> Of(Function function)
    {
        if (function is { This: { } self, Form: not FunctionForm.Derived })
        {
            yield return new FunctionInput(InputKind.This, self, 0);
        }

        if (function.NewTarget is { } newTarget)
        {
            yield return new FunctionInput(InputKind.NewTarget, newTarget, 0);
        }

        for (int i = 0; i < function.Parameters.Count; i++)
        {
            yield return new FunctionInput(InputKind.Parameter, function.Parameters[i].Binding, i);
        }

        if (function.Rest is { } rest)
        {
            yield return new FunctionInput(InputKind.Rest, rest.Binding, function.Parameters.Count);
        }

        if (function.Arguments is { } arguments)
        {
            yield return new FunctionInput(InputKind.Arguments, arguments, 0);
        }
    }
}
