using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Infer;

/// <summary>
/// Gives every variable, function result and expression a static type. One type per variable, flow-insensitive: the
/// join of everything assigned, found by iterating from "nothing" upward. Where a value enters with only one recorded
/// kind, and the variable it lands in is used in a way that gains from knowing it, the recorded kind counts and the
/// generator puts a guard there.
/// </summary>
internal sealed class Inference
{
    private readonly ProgramModel _model;
    private readonly Demands[] _demands;
    private readonly StaticType[] _bindings;
    private readonly StaticType[] _returns;
    private readonly Dictionary<Expression, StaticType> _memo = new(ReferenceEqualityComparer.Instance);
    private bool _changed;

    private Inference(ProgramModel model)
    {
        _model = model;
        _demands = Demand.Of(model);
        _bindings = new StaticType[model.Bindings.Length];
        _returns = new StaticType[model.Functions.Length];
    }

    /// <summary>Infers the types of a resolved program.</summary>
    public static Inference Run(ProgramModel model)
    {
        var inference = new Inference(model);
        inference.MarkEscapes();
        do
        {
            inference._changed = false;
            inference._memo.Clear();
            foreach (FunctionInfo? function in model.Functions)
            {
                if (function is { Function.Body.State: BlockState.Known })
                {
                    inference.Function(function);
                }
            }
        }
        while (inference._changed);
        inference._memo.Clear();
        return inference;
    }

    /// <summary>Type of a variable.</summary>
    public StaticType Binding(int id) => _bindings[id];

    /// <summary>Type of a function's result.</summary>
    public StaticType Return(int function) => _returns[function];

    /// <summary>Type of an expression's value.</summary>
    public StaticType TypeOf(Expression expression)
    {
        if (!_memo.TryGetValue(expression, out StaticType type))
        {
            type = Compute(expression);
            _memo[expression] = type;
        }

        return type;
    }

    /// <summary>The kind that a guard may turn an untyped expression into; <see cref="StaticType.Value"/>: none.</summary>
    public StaticType Speculation(Expression expression) => TypeOf(expression).Kind != Kind.Value
        ? StaticType.Value
        : expression switch
        {
            Get e => FromTrace(e.Type),
            IndexGet e => FromTrace(e.Type),
            Call e => FromTrace(e.Type),
            MethodCall e => FromTrace(e.Type),
            PrivateGet e => FromTrace(e.Type),
            SuperGet e => FromTrace(e.Type),
            SuperCall e => FromTrace(e.Type),
            Await e => FromTrace(e.Type),
            Yield e => FromTrace(e.Type),
            _ => StaticType.Value,
        };

    /// <summary>The kind that a guard may turn an argument for this parameter into.</summary>
    public static StaticType FromTrace(TypeSet seen) =>
        seen.IsOnly(ValueKinds.Number) ? StaticType.Double
        : seen.IsOnly(ValueKinds.String) ? StaticType.String
        : seen.IsOnly(ValueKinds.Boolean) ? StaticType.Bool
        : seen.IsOnly(ValueKinds.Array) ? StaticType.Array
        : StaticType.Value;

    /// <summary>Whether the expression is a number, or was only ever one.</summary>
    public bool IsNumeric(Expression e) => TypeOf(e).IsNumeric || Speculation(e).Kind == Kind.Double;

    /// <summary>Whether the expression is a string, or was only ever one.</summary>
    public bool IsText(Expression e) => TypeOf(e).IsText || Speculation(e).Kind == Kind.String;

    /// <summary>The function that a call surely reaches and that can be called directly.</summary>
    public FunctionInfo? DirectCallee(Call call) =>
        call.This is null && TypeOf(call.Callee) is { Kind: Kind.Closure } closure
        && _model.FunctionOf(closure.Function) is { } function && TakesDirectCalls(function.Function)
        && (call.Args.Count <= function.Function.Parameters.Count || function.Function.Rest is not null)
        && !call.Args.Any(static a => a is Spread)
            ? function
            : null;

    /// <summary>Whether all that the function needs of a call is there when it is called by name: its arguments.</summary>
    private static bool TakesDirectCalls(Function function) =>
        function is { Body.State: BlockState.Known, Arguments: null } && (function.This is null || function.Strict);

    /// <summary>The intrinsic that a method call binds to.</summary>
    public Intrinsic? IntrinsicOf(MethodCall call)
    {
        if (call.Method is not StringLiteral { Value: var name } || call.Args.Any(static a => a is Spread))
        {
            return null;
        }

        if (call.Object is GlobalRead global)
        {
            return IntrinsicTable.Find($"{global.Name}.{name}", call.Args, this);
        }

        return IsText(call.Object) ? IntrinsicTable.Find($"String.prototype.{name}", call.Args, this)
            : TypeOf(call.Object).Kind == Kind.Array ? IntrinsicTable.Find($"Array.prototype.{name}", call.Args, this)
            : TypeOf(call.Object).IsNumeric ? IntrinsicTable.Find($"Number.prototype.{name}", call.Args, this)
            : null;
    }

    /// <summary>The intrinsic that a call of a global function binds to.</summary>
    public Intrinsic? IntrinsicOf(Call call) =>
        call is { Callee: GlobalRead global, This: null } && !call.Args.Any(static a => a is Spread) ? IntrinsicTable.Find(global.Name, call.Args, this) : null;

    /// <summary>A closure escapes unless it is only ever called through the one variable that holds it.</summary>
    private void MarkEscapes()
    {
        foreach (FunctionInfo? function in _model.Functions)
        {
            if (function is not null)
            {
                function.Escapes = function.Function.Id != 0;
            }
        }

        foreach (FunctionInfo? function in _model.Functions)
        {
            if (function is { Function.Body.State: BlockState.Known })
            {
                Walk.Statements(function.Function.Body, MarkKnown);
            }
        }
    }

    private void MarkKnown(Statement statement)
    {
        if (statement is Block block)
        {
            foreach (HoistedFunction hoisted in block.Functions)
            {
                MarkKnown(hoisted.Binding, hoisted.Function);
            }
        }
        else if (statement is Let { Value: ClosureCreation creation } let)
        {
            MarkKnown(let.Binding, creation.Function);
        }
    }

    private void MarkKnown(int binding, int function)
    {
        BindingInfo info = _model.Binding(binding);
        FunctionInfo called = _model.FunctionOf(function);
        called.Escapes = info.Writes != 1 || !info.OnlyCalled || IsSeenUndefined(binding)
            || !TakesDirectCalls(called.Function)
            || info.MostArguments > (called.Function.Rest is null ? called.Function.Parameters.Count : int.MaxValue - 1);
    }

    private void Function(FunctionInfo function)
    {
        foreach (Parameter parameter in function.Function.Parameters)
        {
            if (function.Escapes)
            {
                Assign(parameter.Binding, Wanted(parameter.Binding, FromTrace(parameter.Type)));
            }
        }

        foreach (FunctionInput input in FunctionInput.Of(function.Function))
        {
            if (input.Kind != InputKind.Parameter)
            {
                Assign(input.Binding, input.Kind == InputKind.Rest ? StaticType.Array : StaticType.Value);
            }
        }

        Block body = function.Function.Body;
        Walk.Statements(body, Statement);
        Walk.Statements(body, s => Return(function, s));
        if (!Completion.NeverCompletes(body) || function.Function is { Async: true } or { Generator: true } or { Form: FunctionForm.Derived })
        {
            Widen(ref _returns[function.Function.Id], StaticType.Value);
        }

        Walk.Expressions(body, Expression);
    }

    private void Return(FunctionInfo function, Statement statement)
    {
        if (statement is Return result)
        {
            StaticType type = result.Value is null ? StaticType.Value : TypeOf(result.Value);
            Widen(ref _returns[function.Function.Id], type);
        }
    }

    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                block.Declares.Where(IsSeenUndefined).ToList().ForEach(b => Assign(b, StaticType.Value));
                foreach (HoistedFunction hoisted in block.Functions)
                {
                    Assign(hoisted.Binding, StaticType.Closure(hoisted.Function));
                }

                break;
            case Let let:
                Assign(let.Binding, let.Value);
                break;
            case ForOf { Body.State: BlockState.Known } loop:
                Assign(loop.Binding, StaticType.Value);
                break;
            case ForIn { Body.State: BlockState.Known } loop:
                Assign(loop.Binding, StaticType.Value);
                break;
            case ArrayPattern pattern:
                foreach (int binding in pattern.Steps.Select(static step => step.Binding).OfType<int>())
                {
                    Assign(binding, StaticType.Value);
                }

                break;
            case Try { Parameter: { } parameter, Handler.State: BlockState.Known }:
                Assign(parameter, StaticType.Value);
                break;
        }
    }

    private bool IsSeenUndefined(int binding) => _model.Bindings[binding] is { SeenUninitialized: true, HasDeadZone: false };

    private void Expression(Expression expression)
    {
        if (expression is SetBinding set)
        {
            Assign(set.Binding, set.Value);
        }
        else if (expression is ObjectLiteral { Home: { } home })
        {
            Assign(home, StaticType.Value);
        }
        else if (expression is ClassCreation definition)
        {
            foreach (int binding in definition.Members.Select(static m => m.Binding)
                .Append(definition.Proto).Append(definition.Self).Append(definition.Binding).OfType<int>())
            {
                Assign(binding, StaticType.Value);
            }
        }
        else if (expression is Call call && DirectCallee(call) is { } callee)
        {
            IReadOnlyList<Parameter> parameters = callee.Function.Parameters;
            for (int i = 0; i < parameters.Count; i++)
            {
                StaticType given = i < call.Args.Count ? TypeOf(call.Args[i]) : StaticType.Value;
                Assign(parameters[i].Binding, given.Kind == Kind.Value && i < call.Args.Count
                    ? Wanted(parameters[i].Binding, FromTrace(parameters[i].Type))
                    : given);
            }
        }
    }

    private void Assign(int binding, Expression value)
    {
        StaticType type = TypeOf(value);
        Assign(binding, type.Kind == Kind.Value ? Wanted(binding, Speculation(value)) : type);
    }

    private void Assign(int binding, StaticType type) => Widen(ref _bindings[binding], type);

    private StaticType Wanted(int binding, StaticType speculation) => speculation.Kind switch
    {
        Kind.Double when _demands[binding].HasFlag(Demands.Number) => speculation,
        Kind.String when _demands[binding].HasFlag(Demands.String) => speculation,
        Kind.Array when _demands[binding].HasFlag(Demands.Array) => speculation,
        _ => StaticType.Value,
    };

    private void Widen(ref StaticType type, StaticType by)
    {
        StaticType joined = StaticType.Join(type, by);
        if (joined != type)
        {
            type = joined;
            _changed = true;
        }
    }

    private StaticType Compute(Expression expression) => expression switch
    {
        NumberLiteral e => IsInt(e.Value) ? StaticType.Int : StaticType.Double,
        StringLiteral => StaticType.String,
        BooleanLiteral => StaticType.Bool,
        IdentifierRead e => _bindings[e.Binding],
        GlobalRead { Name: "NaN" or "Infinity" } => StaticType.Double,
        SetBinding e => _bindings[e.Binding],
        PrimApp e => PrimApp(e),
        Get { Property: "length" } e when IsText(e.Object) || TypeOf(e.Object).Kind == Kind.Array => StaticType.Int,
        Delete => StaticType.Bool,
        ArrayLiteral => StaticType.Array,
        ClosureCreation e => StaticType.Closure(e.Function),
        Call e => Call(e),
        MethodCall e => IntrinsicOf(e) is { } intrinsic ? intrinsic.Result : Entering(e.Type),
        Get e => Entering(e.Type),
        IndexGet e => Entering(e.Type),
        New e => Entering(e.Type),
        PrivateGet e => Entering(e.Type),
        SuperGet e => Entering(e.Type),
        SuperCall e => Entering(e.Type),
        SuperConstruct e => Entering(e.Type),
        Await e => Entering(e.Type),
        Yield e => Entering(e.Type),
        PrivateIn => StaticType.Bool,
        Coercible e => TypeOf(e.Value),
        Conditional e => StaticType.Join(TypeOf(e.Then), TypeOf(e.Else)),
        Logical e => StaticType.Join(TypeOf(e.Left), TypeOf(e.Right)),
        Sequence e => TypeOf(e.Expressions[^1]),
        Template => StaticType.Text,
        Unknown or Unsupported or Raise => StaticType.Never,
        _ => StaticType.Value,
    };

    /// <summary>A site that never completed is a hole: nothing comes out of it.</summary>
    private static StaticType Entering(TypeSet seen) => seen.IsEmpty ? StaticType.Never : StaticType.Value;

    private StaticType Call(Call call) =>
        call.Type.IsEmpty ? StaticType.Never
        : DirectCallee(call) is { } callee ? _returns[callee.Function.Id]
        : IntrinsicOf(call) is { } intrinsic ? intrinsic.Result
        : StaticType.Value;

    private StaticType PrimApp(PrimApp e)
    {
        switch (e.Op)
        {
            case "+":
                return IsSmallStep(e) ? StaticType.Int
                    : e.Args.Any(a => TypeOf(a).Kind == Kind.Never) ? StaticType.Never // nothing known to arrive, so far
                    : IsNumeric(e.Args[0]) && IsNumeric(e.Args[1]) ? StaticType.Double
                    : IsText(e.Args[0]) || IsText(e.Args[1]) ? StaticType.Text
                    : StaticType.Value;
            case "-":
                return IsSmallStep(e) ? StaticType.Int : StaticType.Double;
            case "negate":
                return e.Args[0] is NumberLiteral { Value: not 0 } n && IsInt(n.Value) ? StaticType.Int : StaticType.Double;
            case "toNumber" or "toNumeric":
                return TypeOf(e.Args[0]).Kind == Kind.Int ? StaticType.Int : StaticType.Double;
            case "*" or "/" or "%" or "**" or ">>>":
                return StaticType.Double;
            case "&" or "|" or "^" or "<<" or ">>" or "~":
                return StaticType.Int;
            case "typeof":
                return StaticType.String;
            case "void":
                return StaticType.Value;
            default:
                return StaticType.Bool; // comparison, equality, !, in, instanceof
        }
    }

    /// <summary>
    /// int plus or minus a small literal stays an int, with an overflow check: loop counters. Any other sum of ints is
    /// made on doubles, where it is exact and cannot overflow.
    /// </summary>
    private bool IsSmallStep(PrimApp e) =>
        TypeOf(e.Args[0]).Kind == Kind.Int && !IsConstant(e.Args[0])
        && e.Args[1] is NumberLiteral { Value: <= 1_000_000 } step && IsInt(step.Value);

    private static bool IsConstant(Expression e) => e switch
    {
        NumberLiteral or Unknown or Unsupported => true,
        PrimApp app => app.Args.All(IsConstant),
        Conditional choice => IsConstant(choice.Then) && IsConstant(choice.Else),
        Logical logical => IsConstant(logical.Left) && IsConstant(logical.Right),
        _ => false,
    };

    private static bool IsInt(double value) => value == (int)value;
}
