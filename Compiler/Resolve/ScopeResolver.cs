using Containerless.Shared.Trace;

namespace Containerless.Compiler.Resolve;

/// <summary>
/// Finds which bindings closures capture, which scopes a function needs from outside, and which uses may come before
/// initialisation. It walks the program once, in order of evaluation, with the set of bindings that are surely
/// initialised; a branch's additions are forgotten after it unless the other branch never gets there.
/// </summary>
internal sealed class ScopeResolver
{
    private readonly ProgramModel _model;
    private readonly HashSet<int> _initialized = [];
    private readonly List<int> _log = []; // additions to _initialized, in order, so that they can be taken back
    private int _function;
    private Block _block = null!;

    private ScopeResolver(TraceDocument trace) => _model = new ProgramModel(trace);

    /// <summary>Resolves a validated trace.</summary>
    public static ProgramModel Resolve(TraceDocument trace)
    {
        var resolver = new ScopeResolver(trace);
        resolver.EnterFunction(0, parent: null);
        ProgramModel model = resolver._model;
        foreach (BindingInfo? binding in model.Bindings)
        {
            if (binding is { Captured: true } && !model.Scopes.Contains(binding.Scope))
            {
                model.Scopes.Add(binding.Scope);
            }
        }

        return model;
    }

    private void EnterFunction(int id, int? parent)
    {
        Function function = _model.Trace.Functions[id]!;
        _model.Functions[id] = new FunctionInfo(function, parent);
        if (function.Body.State != BlockState.Known)
        {
            return;
        }

        (int outerFunction, Block outerBlock) = (_function, _block);
        _function = id;
        int mark = _log.Count;
        DeclareAll(function.Body);
        foreach (FunctionInput input in FunctionInput.Of(function))
        {
            Initialize(input.Binding);
            _model.Binding(input.Binding).Writes++;
        }

        BlockContent(function.Body);
        Returning(function.Body);
        Forget(mark);
        (_function, _block) = (outerFunction, outerBlock);
    }

    private void DeclareAll(Block block)
    {
        foreach (int id in block.Declares)
        {
            _model.Bindings[id] = new BindingInfo(_model.Trace.Bindings[id], block, _function);
        }
    }

    private void Block(Block block)
    {
        if (block.State == BlockState.Known)
        {
            DeclareAll(block);
            BlockContent(block);
        }
    }

    private void BlockContent(Block block)
    {
        Block outer = _block;
        _block = block;

        // 1. Hoisted functions exist from the start.
        foreach (HoistedFunction hoisted in block.Functions)
        {
            Initialize(hoisted.Binding);
            _model.Binding(hoisted.Binding).Writes++;
        }

        // 2. Their bodies may run as soon as the block calls anything: they may rely on what is initialised by then.
        int mark = _log.Count;
        foreach (Statement statement in block.Body.TakeWhile(s => QuietCode.IsQuiet(s, IsReadable)))
        {
            if (QuietCode.Initialized(statement) is { } binding)
            {
                Initialize(binding);
            }
        }

        foreach (HoistedFunction hoisted in block.Functions)
        {
            EnterFunction(hoisted.Function, _function);
        }

        Forget(mark);

        // 3. The statements, in order.
        foreach (Statement statement in block.Body)
        {
            Statement(statement);
        }

        _block = outer;
    }

    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                Block(block);
                break;
            case Let let:
                Expression(let.Value);
                BindingInfo info = _model.Binding(let.Binding);
                info.Writes++;
                info.LetInOwnBlock = ReferenceEquals(info.Scope, _block);
                Initialize(let.Binding);
                break;
            case ExpressionStatement e:
                Expression(e.Value);
                break;
            case If branch:
                Expression(branch.Test);
                Branches(branch.Then, branch.Else);
                break;
            case While loop:
                Loop(loop);
                break;
            case ForOf loop:
                Expression(loop.Iterable);
                ForEach(loop, loop.Binding, loop.Body);
                break;
            case ForIn loop:
                Expression(loop.Object);
                ForEach(loop, loop.Binding, loop.Body);
                break;
            case ArrayPattern pattern:
                Expression(pattern.Iterable);
                foreach (ArrayPatternStep step in pattern.Steps)
                {
                    Step(pattern, step);
                }

                break;
            case Labelled labelled:
                Isolated(() => Block(labelled.Body));
                break;
            case Return result:
                if (result.Value is { } value)
                {
                    Expression(value);
                }

                Returning(result);
                break;
            case Throw thrown:
                Expression(thrown.Value);
                break;
            case Try attempt:
                Isolated(() => Block(attempt.Body));
                Isolated(() => Handler(attempt));
                Isolated(() => Block(attempt.Finalizer ?? Nothing(attempt.At)));
                break;
        }
    }

    private static Block Nothing(Position at) => new(at, -1, BlockState.Unknown, null, 0, [], [], []);

    private void Handler(Try attempt)
    {
        if (attempt.Handler is { State: BlockState.Known } handler)
        {
            DeclareAll(handler);
            if (attempt.Parameter is { } parameter)
            {
                Initialize(parameter);
                _model.Binding(parameter).Writes++;
            }

            BlockContent(handler);
        }
    }

    private void Branches(Block then, Block? otherwise)
    {
        int start = _log.Count;
        Block(then);
        List<int> added = Forget(start);
        if (otherwise is not null)
        {
            Block(otherwise);
        }

        if (otherwise is not null && Completion.NeverCompletes(otherwise))
        {
            _ = Forget(start);
            added.ForEach(Initialize);
        }
        else if (!Completion.NeverCompletes(then))
        {
            _ = Forget(start);
        }
    }

    private void Loop(While loop)
    {
        if (loop.Post)
        {
            Isolated(() =>
            {
                Block(loop.Body);
                Isolated(() => Expression(loop.Test)); // the body may have been left by `continue`
            });
        }
        else
        {
            Expression(loop.Test);
            Isolated(() => Block(loop.Body));
        }

        if (loop.Update is { } update)
        {
            Isolated(() => Expression(update));
        }
    }

    private void ForEach(Statement loop, int binding, Block body)
    {
        int mark = _log.Count;
        LoopBinding(loop, binding, body);
        Block(body);
        Forget(mark);
    }

    private void LoopBinding(Statement loop, int binding, Block body)
    {
        bool own = body.State == BlockState.Known && body.Declares.Contains(binding);
        if (own)
        {
            _model.Bindings[binding] = new BindingInfo(_model.Trace.Bindings[binding], body, _function);
        }

        if (own || _model.Bindings[binding] is not null)
        {
            if (!own)
            {
                Use(binding, loop);
            }

            _model.Binding(binding).Writes++;
            Initialize(binding);
        }
    }

    /// <summary>A derived constructor returns its <c>this</c>, if <c>super()</c> was called (ECMA-262 §10.2.2).</summary>
    private void Returning(Statement at)
    {
        if (_model.FunctionOf(_function).Function is { Form: FunctionForm.Derived, This: { } self })
        {
            Use(self, at);
        }
    }

    /// <summary>A step stands in a <c>try</c> of its own, so that what it initialises is declared outside.</summary>
    private void Step(ArrayPattern pattern, ArrayPatternStep step)
    {
        Block outer = _block;
        _block = Nothing(pattern.At);
        foreach (Statement statement in step.Before)
        {
            Statement(statement);
        }

        if (step.Binding is { } binding)
        {
            Use(binding, pattern);
            _model.Binding(binding).Writes++;
            Initialize(binding);
        }

        foreach (Statement statement in step.After)
        {
            Statement(statement);
        }

        _block = outer;
    }

    private void Expression(Expression expression)
    {
        switch (expression)
        {
            case IdentifierRead read:
                Use(read.Binding, read);
                _model.Binding(read.Binding).OnlyCalled = false;
                break;
            case SetBinding set:
                Expression(set.Value);
                BindingInfo info = _model.Binding(set.Binding);
                info.Writes++;
                if (set.Initialize)
                {
                    Capture(set.Binding);
                    info.SeenUninitialized = true; // a flag tells whether super() was called before
                }
                else if (info.HasDeadZone)
                {
                    Use(set.Binding, set);
                }
                else
                {
                    Capture(set.Binding);
                }

                Initialize(set.Binding);
                break;
            case ClosureCreation creation:
                EnterFunction(creation.Function, _function);
                break;
            case ObjectLiteral { Home: { } home } literal:
                Assigned(home);
                Children.Of(literal).ForEach(Expression);
                break;
            case ClassCreation definition:
                Class(definition);
                break;
            case Call { Callee: IdentifierRead callee, This: null } call:
                Use(callee.Binding, callee); // as a callee: OnlyCalled stays
                BindingInfo called = _model.Binding(callee.Binding);
                called.MostArguments = Math.Max(
                    called.MostArguments, call.Args.Any(static a => a is Spread) ? int.MaxValue : call.Args.Count);
                call.Args.ForEach(Expression);
                break;
            case Conditional conditional:
                Expression(conditional.Test);
                Isolated(() => Expression(conditional.Then));
                Isolated(() => Expression(conditional.Else));
                break;
            case Logical logical:
                Expression(logical.Left);
                Isolated(() => Expression(logical.Right));
                break;
            default:
                Children.Of(expression).ForEach(Expression);
                break;
        }
    }

    /// <summary>
    /// The functions of a class may run before its own name is initialised only while computed keys are evaluated.
    /// </summary>
    private void Class(ClassCreation definition)
    {
        if (definition.Heritage is { } heritage)
        {
            Expression(heritage);
        }

        Assigned(definition.Proto);
        Assigned(definition.Self);
        definition.Members.Select(static m => m.Key).OfType<Expression>().ForEach(Expression);
        foreach (ClassMember member in definition.Members)
        {
            Assigned(member.Binding);
        }

        if (definition.Members.All(QuietCode.HasFixedKey))
        {
            Assigned(definition.Binding);
        }

        foreach (int function in Children.Functions(definition))
        {
            EnterFunction(function, _function);
        }

        if (definition.Binding is { } name && !_initialized.Contains(name))
        {
            Assigned(name);
        }
    }

    private void Assigned(int? binding)
    {
        if (binding is { } id)
        {
            Capture(id);
            _model.Binding(id).Writes++;
            Initialize(id);
        }
    }

    private void Use(int id, Node use)
    {
        Capture(id);
        if (!_initialized.Contains(id))
        {
            _model.Binding(id).SeenUninitialized = true;
            _ = _model.CheckedUses.Add(use);
        }
    }

    /// <summary>Notes a use from another function: every function on the way needs the scope.</summary>
    private void Capture(int id)
    {
        BindingInfo info = _model.Binding(id);
        for (int? f = _function; f is { } inner && inner != info.Function; f = _model.FunctionOf(inner).Parent)
        {
            info.Captured = true;
            List<Block> scopes = _model.FunctionOf(inner).OuterScopes;
            if (!scopes.Contains(info.Scope))
            {
                scopes.Add(info.Scope);
            }
        }
    }

    private bool IsReadable(int binding) => !_model.Binding(binding).HasDeadZone || _initialized.Contains(binding);

    private void Isolated(Action walk)
    {
        int mark = _log.Count;
        walk();
        _ = Forget(mark);
    }

    private void Initialize(int binding)
    {
        if (_initialized.Add(binding))
        {
            _log.Add(binding);
        }
    }

    private List<int> Forget(int mark)
    {
        List<int> forgotten = _log[mark..];
        forgotten.ForEach(b => _initialized.Remove(b));
        _log.RemoveRange(mark, forgotten.Count);
        return forgotten;
    }
}
