using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Infer;

/// <summary>What the uses of a variable would gain from.</summary>
[Flags]
internal enum Demands
{
    None = 0,
    Number = 1,
    String = 2,
    Array = 4,
}

/// <summary>
/// Finds which variables are worth a guard. A value that only passes through (into an answer, an object, a call) is
/// left as it is: a guard on it could only fail.
/// </summary>
internal sealed class Demand
{
    private readonly Demands[] _demands;

    private Demand(int bindings) => _demands = new Demands[bindings];

    /// <summary>By binding id.</summary>
    public static Demands[] Of(ProgramModel model)
    {
        var demand = new Demand(model.Bindings.Length);
        foreach (FunctionInfo? function in model.Functions)
        {
            if (function is not null)
            {
                foreach (Statement statement in function.Function.Body.Body)
                {
                    Walk.Expressions(statement, demand.Expression);
                    Walk.Statements(statement, demand.Statement);
                }
            }
        }

        return demand._demands;
    }

    private void Statement(Statement statement)
    {
        if (statement is ForOf loop)
        {
            Want(loop.Iterable, Demands.Array | Demands.String);
        }
    }

    private void Expression(Expression expression)
    {
        switch (expression)
        {
            case PrimApp { Op: "+" or "<" or "<=" or ">" or ">=" } e:
                e.Args.ForEach(a => Want(a, Demands.Number | Demands.String));
                break;
            case PrimApp
            {
                Op: "-" or "*" or "/" or "%" or "**" or "&" or "|" or "^" or "<<" or ">>" or ">>>" or "~" or "negate"
                or "toNumber" or "toNumeric",
            } e:
                e.Args.ForEach(a => Want(a, Demands.Number));
                break;
            case Get { Property: "length" } e:
                Want(e.Object, Demands.String | Demands.Array);
                break;
            case IndexGet e:
                Want(e.Object, Demands.String | Demands.Array);
                Want(e.Index, Demands.Number);
                break;
            case IndexPut e:
                Want(e.Object, Demands.Array);
                Want(e.Index, Demands.Number);
                break;
            case MethodCall e:
                Want(e.Object, Demands.String | Demands.Array);
                break;
        }
    }

    private void Want(Expression operand, Demands demands)
    {
        if (operand is IdentifierRead read)
        {
            _demands[read.Binding] |= demands;
        }
    }
}
