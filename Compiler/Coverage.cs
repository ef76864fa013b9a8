using System.Text.Json.Serialization;
using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler;

/// <summary>What became of one line of the source.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Status"><c>compiled</c>, <c>unknown</c> (not seen yet), <c>unsupported</c>, or <c>partial</c>.</param>
/// <param name="Reason">What is unsupported; null otherwise.</param>
public sealed record LineCoverage(
    [property: JsonPropertyName("line")] int Line,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

/// <summary>Tells line by line what was compiled, what the trace has not seen yet, and what is unsupported.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<int, (bool Compiled, bool Unknown, string? Unsupported)> _lines = [];

    /// <summary>Variables, and why the module that they hold stays with Node; null for those that hold anything else.</summary>
    private readonly Dictionary<int, string?> _modules = [];

    /// <summary>Coverage of every line that holds code, in order.</summary>
    public static List<LineCoverage> Of(TraceDocument trace)
    {
        var coverage = new Coverage();
        Function[] functions = [.. trace.Functions.OfType<Function>()];
        foreach (Function function in functions)
        {
            Walk.Statements(function.Body, coverage.Modules);
            Walk.Expressions(function.Body, coverage.Modules);
        }

        foreach (Function function in functions)
        {
            Walk.Statements(function.Body, coverage.Statement);
            Walk.Expressions(function.Body, coverage.Expression);
        }

        return [.. coverage._lines.Select(static entry => new LineCoverage(
            entry.Key,
            entry.Value.Unsupported is not null ? (entry.Value.Compiled ? "partial" : "unsupported")
                : !entry.Value.Unknown ? "compiled"
                : entry.Value.Compiled ? "partial" : "unknown",
            entry.Value.Unsupported))];
    }

    private void Modules(Statement statement)
    {
        if (statement is Let let)
        {
            Written(let.Binding, let.Value);
        }
    }

    private void Modules(Expression expression)
    {
        if (expression is SetBinding set)
        {
            Written(set.Binding, set.Value);
        }
    }

    private void Written(int binding, Expression value)
    {
        Expression held = value is Coercible takenApart ? takenApart.Value : value;
        string? reason = held is ModuleRead module ? NodeOnly.Module(module.Name) : null;
        _modules[binding] = _modules.TryGetValue(binding, out string? before) && before != reason ? null : reason;
    }

    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case Block { State: BlockState.Unknown } block:
                Unknown(block.At.Line, block.EndLine);
                break;
            case Block { State: BlockState.Unsupported } block:
                Unsupported(block.At.Line, block.Reason ?? "not supported");
                break;
            case Block:
                break;
            case UnsupportedStatement unsupported:
                Unsupported(unsupported.At.Line, unsupported.Reason);
                break;
            default:
                Compiled(statement.At.Line);
                break;
        }
    }

    private void Expression(Expression expression)
    {
        if (expression is Unknown hole)
        {
            Unknown(hole.At.Line, hole.EndLine);
        }
        else if (expression is Unsupported unsupported)
        {
            Unsupported(unsupported.At.Line, unsupported.Reason);
        }
        else if (OfNode(expression) is { } reason)
        {
            Unsupported(expression.At.Line, reason);
        }
        else
        {
            Compiled(expression.At.Line);
        }
    }

    /// <summary>Why an expression always bails out, though its kind is compiled: it uses what only Node has.</summary>
    private string? OfNode(Expression expression) => expression switch
    {
        GlobalRead global => NodeOnly.Global(global.Name),
        ModuleRead module => NodeOnly.Required(module.Name),
        Get get => OfModule(get.Object),
        IndexGet get => OfModule(get.Object),
        MethodCall call => OfModule(call.Object),
        Call call => OfModule(call.Callee),
        New created => OfModule(created.Callee),
        _ => null,
    };

    private string? OfModule(Expression value) => value switch
    {
        ModuleRead module => NodeOnly.Module(module.Name),
        IdentifierRead read => _modules.GetValueOrDefault(read.Binding),
        _ => null,
    };

    private void Compiled(int line) => Update(line, static l => l with { Compiled = true });

    private void Unknown(int from, int to)
    {
        for (int line = from; line <= Math.Max(from, Math.Min(to, from + 100_000)); line++)
        {
            Update(line, static l => l with { Unknown = true });
        }
    }

    private void Unsupported(int line, string reason) =>
        Update(line, l => l with { Unsupported = l.Unsupported ?? reason });

    private void Update(
        int line, Func<(bool Compiled, bool Unknown, string? Unsupported), (bool Compiled, bool Unknown, string? Unsupported)> change)
    {
        if (line > 0)
        {
            _ = _lines.TryGetValue(line, out (bool Compiled, bool Unknown, string? Unsupported) current);
            _lines[line] = change(current);
        }
    }
}
