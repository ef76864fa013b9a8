using System.Reflection;
using Containerless.Runtime;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Infer;

/// <summary>A statically typed builtin of the runtime.</summary>
/// <param name="Method">Name of the C# method of <see cref="Intrinsics"/>.</param>
/// <param name="TakesRealm">Whether its first parameter is the realm.</param>
/// <param name="Receiver">Type of the receiver, or null for a namespace's function.</param>
/// <param name="Parameters">Types of the arguments.</param>
/// <param name="Result">Type of the result.</param>
internal sealed record Intrinsic(
    string Method, bool TakesRealm, StaticType? Receiver, IReadOnlyList<StaticType> Parameters, StaticType Result);

/// <summary>The runtime's intrinsics, found through their attribute.</summary>
internal static class IntrinsicTable
{
    private static readonly ILookup<string, Intrinsic> ByName = typeof(Intrinsics)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .SelectMany(static m => m.GetCustomAttributes<IntrinsicAttribute>().Select(a => (a.Name, Of(a.Name, m))))
        .ToLookup(static pair => pair.Name, static pair => pair.Item2);

    /// <summary>The most specific intrinsic of that name whose parameters take the arguments.</summary>
    public static Intrinsic? Find(string name, IReadOnlyList<Expression> args, Inference types)
    {
        Intrinsic? best = null;
        int bestScore = -1;
        foreach (Intrinsic candidate in ByName[name])
        {
            int score = candidate.Parameters.Count == args.Count ? 0 : -1;
            for (int i = 0; i < args.Count && score >= 0; i++)
            {
                int fit = Fit(candidate.Parameters[i], args[i], types);
                score = fit < 0 ? -1 : score + fit;
            }

            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    private static int Fit(StaticType parameter, Expression arg, Inference types)
    {
        StaticType type = types.TypeOf(arg);
        return parameter.Kind switch
        {
            Kind.Value => 0,
            Kind.Int => type.Kind == Kind.Int ? 3 : -1,
            Kind.Double => types.IsNumeric(arg) ? 2 : -1,
            Kind.String => types.IsText(arg) ? 2 : -1,
            _ => type.Kind == parameter.Kind ? 2 : -1,
        };
    }

    private static Intrinsic Of(string name, MethodInfo method)
    {
        List<Type> parameters = [.. method.GetParameters().Select(static p => p.ParameterType)];
        bool takesRealm = parameters.Count > 0 && parameters[0] == typeof(Realm);
        if (takesRealm)
        {
            parameters.RemoveAt(0);
        }

        StaticType? receiver = null;
        if (name.Contains(".prototype.", StringComparison.Ordinal))
        {
            receiver = TypeOf(parameters[0]);
            parameters.RemoveAt(0);
        }

        return new Intrinsic(method.Name, takesRealm, receiver, [.. parameters.Select(TypeOf)], TypeOf(method.ReturnType));
    }

    private static StaticType TypeOf(Type type) =>
        type == typeof(int) ? StaticType.Int
        : type == typeof(double) ? StaticType.Double
        : type == typeof(bool) ? StaticType.Bool
        : type == typeof(string) ? StaticType.String
        : type == typeof(ArrayObject) ? StaticType.Array
        : StaticType.Value;
}
