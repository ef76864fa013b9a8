using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>What the passes know of a binding beyond its declaration.</summary>
internal sealed class BindingInfo(Binding binding, Block scope, int function)
{
    public Binding Binding { get; } = binding;

    /// <summary>Block that declares it.</summary>
    public Block Scope { get; } = scope;

    /// <summary>Function whose scope declares it.</summary>
    public int Function { get; } = function;

    /// <summary>Whether a closure of another function uses it, so that it lives in a scope object.</summary>
    public bool Captured { get; set; }

    /// <summary>
    /// Whether some use may come before its initialisation: a <c>let</c> or <c>const</c> then carries a flag (temporal
    /// dead zone, ECMA-262 §9.1.1.1.6), any other binding may be seen as <c>undefined</c>.
    /// </summary>
    public bool SeenUninitialized { get; set; }

    /// <summary>Whether its own <c>let</c> statement stands directly in the block that declares it.</summary>
    public bool LetInOwnBlock { get; set; }

    /// <summary>Whether every read is the callee of a call.</summary>
    public bool OnlyCalled { get; set; } = true;

    /// <summary>The most arguments any call through it passes.</summary>
    public int MostArguments { get; set; }

    /// <summary>How many statements and expressions write it; hoisted functions, parameters and loops count.</summary>
    public int Writes { get; set; }

    public bool HasDeadZone => Binding.Declaration is DeclarationKind.Let or DeclarationKind.Const;
}

/// <summary>What the passes know of a function beyond its node.</summary>
internal sealed class FunctionInfo(Function function, int? parent)
{
    public Function Function { get; } = function;

    /// <summary>Whether it calls nothing by itself and has a small frame (<see cref="Leaf"/>).</summary>
    public bool IsLeaf { get; } = Leaf.Is(function);

    /// <summary>Function that creates it; null for the program.</summary>
    public int? Parent { get; } = parent;

    /// <summary>Scopes of enclosing functions that it, or a function inside it, uses; outermost first.</summary>
    public List<Block> OuterScopes { get; } = [];

    /// <summary>Whether its closure can be called other than by name, so with any arguments.</summary>
    public bool Escapes { get; set; }
}

/// <summary>A trace with its scopes resolved.</summary>
internal sealed class ProgramModel(TraceDocument trace)
{
    public TraceDocument Trace { get; } = trace;

    /// <summary>By binding id; null where no block that ran declares it.</summary>
    public BindingInfo?[] Bindings { get; } = new BindingInfo?[trace.Bindings.Count];

    /// <summary>By function id; null where nothing creates it.</summary>
    public FunctionInfo?[] Functions { get; } = new FunctionInfo?[trace.Functions.Count];

    /// <summary>Blocks with captured bindings, in source order: each becomes a scope class.</summary>
    public List<Block> Scopes { get; } = [];

    /// <summary>Uses that may come too early and must check: the node that reads or writes.</summary>
    public HashSet<Node> CheckedUses { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a use of the binding may come before its initialisation, which is an error then.</summary>
    public bool IsChecked(int binding, Node use) => Binding(binding).HasDeadZone && CheckedUses.Contains(use);

    public BindingInfo Binding(int id) => Bindings[id]
        ?? throw new InvalidOperationException($"binding {id} is used but not declared");

    public FunctionInfo FunctionOf(int id) => Functions[id]
        ?? throw new InvalidOperationException($"function {id} is used but not created");
}
