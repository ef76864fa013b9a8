using System.Text.Json;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Validate;

/// <summary>Reads the statements and expressions of one function.</summary>
internal sealed partial class NodeReader(
    JsonCursor cursor, FunctionReader functions, int function, bool isAsync = false, bool isGenerator = false)
{
    private static readonly HashSet<string> BinaryOperators =
    [
        "+", "-", "*", "/", "%", "**", "==", "===", "!=", "!==", "<", "<=", ">", ">=", "&", "|", "^", "<<", ">>", ">>>",
        "in", "instanceof",
    ];

    private static readonly HashSet<string> UnaryOperators =
        ["!", "~", "typeof", "void", "negate", "toNumber", "toNumeric"];

    private readonly Stack<(string Name, bool Loop)> _labels = new();

    /// <summary>Reads <c>at</c>; a literal or identifier may leave it out.</summary>
    public Position At() => PositionOf("at");

    private int EndLine() => PositionOf("end").Line;

    private Position PositionOf(string name) => cursor.OptionalProperty(name, () =>
    {
        List<int> pair = cursor.Items(() => cursor.Integer(0, TraceLimits.Line));
        return pair.Count == 2 ? new Position(pair[0], pair[1]) : throw cursor.Fault("a position is [line, column]");
    }, default);

    public Block Block()
    {
        functions.CountNode(cursor);
        Position at = At();
        int id = cursor.OptionalProperty("id", () => cursor.Integer(0, int.MaxValue), -1);
        switch (Kind())
        {
            case "unknown":
                return new Block(at, cursor.OptionalProperty("block", () => cursor.Integer(0, int.MaxValue), -1), BlockState.Unknown, null, EndLine(), [], [], []);
            case "unsupported":
                return new Block(at, id, BlockState.Unsupported, Reason(), EndLine(), [], [], []);
            case "block":
                List<int> declares = cursor.Property("declares", () => functions.Declare(cursor, function));
                List<HoistedFunction> hoisted = cursor.OptionalProperty("functions", () => cursor.Items(() =>
                    new HoistedFunction(Binding(), Created(FunctionForm.Function))), []);
                foreach (HoistedFunction each in hoisted)
                {
                    if (!declares.Contains(each.Binding))
                    {
                        throw cursor.Fault($"the block does not declare binding {each.Binding}");
                    }
                }

                List<Statement> body = cursor.Property("body", () => cursor.Items(Statement));
                functions.CloseScope(declares);
                return new Block(at, id, BlockState.Known, null, 0, declares, hoisted, body);
            default:
                throw cursor.Fault("a block is expected");
        }
    }

    private Statement Statement()
    {
        string kind = Kind();
        if (kind is "block" or "unknown")
        {
            return Block();
        }

        functions.CountNode(cursor);
        Position at = At();
        switch (kind)
        {
            case "let":
                return new Let(at, Binding(), Value());
            case "expression":
                return new ExpressionStatement(at, Value());
            case "if":
                return new If(at, Child("test"), Property("then", Block), Optional("else", Block));
            case "while":
                return While(at);
            case "forOf":
                return ForEach("iterable", (label, binding, iterable, body) => new ForOf(at, label, binding, iterable, Iteration(), body));
            case "forIn":
                return ForEach("object", (label, binding, target, body) => new ForIn(at, label, binding, target, body));
            case "arrayPattern":
                return new ArrayPattern(at, Child("iterable"), Iteration(), Property("steps", () => cursor.Items(Step)));
            case "break":
                return new Break(at, Jump(loopOnly: false));
            case "continue":
                return new Continue(at, Jump(loopOnly: true));
            case "label":
                string label = Property("label", Name);
                return new Labelled(at, label, Inside(label, loop: false, () => Property("body", Block)));
            case "return":
                return new Return(at, Optional("value", Expression));
            case "throw":
                return new Throw(at, Value());
            case "try":
                Block block = Property("block", Block);
                Block? handler = Optional("handler", Block);
                Block? finalizer = Optional("finalizer", Block);
                if (handler is null && finalizer is null)
                {
                    throw cursor.Fault("\"try\" needs a handler or a finalizer");
                }

                int parameter = cursor.OptionalProperty("parameter", () => cursor.Integer(0, int.MaxValue), -1);
                if (parameter >= 0 && handler is { State: BlockState.Known } && !handler.Declares.Contains(parameter))
                {
                    throw cursor.Fault("the handler does not declare its parameter");
                }

                return new Try(at, block, parameter < 0 ? null : parameter, handler, finalizer);
            case "unsupported":
                return new UnsupportedStatement(at, Reason());
            default:
                throw cursor.Fault($"\"{Shorten(kind)}\" is not a kind of statement");
        }
    }

    private While While(Position at)
    {
        string? label = Optional("label", Name);
        Expression test = Child("test");
        return Inside(label, loop: true, () => new While(
            at, label, test, Property("body", Block), Optional("update", Expression),
            cursor.OptionalProperty("perIteration", () => cursor.Items(() => functions.Reference(cursor, function)), []),
            cursor.OptionalProperty("post", cursor.Boolean, false)));
    }

    private Statement ForEach(string over, Func<string?, int, Expression, Block, Statement> make)
    {
        string? label = Optional("label", Name);
        Expression what = Child(over);
        return Inside(label, loop: true, () =>
        {
            Block body = Property("body", Block);
            int binding = cursor.Property("binding", () => cursor.Integer(0, int.MaxValue));
            if (body.State == BlockState.Known && !body.Declares.Contains(binding))
            {
                binding = Property("binding", () => functions.Reference(cursor, function));
            }

            return make(label, binding, what, body);
        });
    }

    private ArrayPatternStep Step() => new(
        Property("before", () => cursor.Items(Statement)), Reference("binding"),
        cursor.OptionalProperty("rest", cursor.Boolean, false), Property("after", () => cursor.Items(Statement)));

    private Expression Expression()
    {
        functions.CountNode(cursor);
        Position at = At();
        string kind = Kind();
        switch (kind)
        {
            case "number":
                return new NumberLiteral(at, Property("value", Number));
            case "string":
                return new StringLiteral(at, Text());
            case "boolean":
                return new BooleanLiteral(at, Property("value", cursor.Boolean));
            case "null":
                return new NullLiteral(at);
            case "undefined":
                return new UndefinedLiteral(at);
            case "identifier":
                return new IdentifierRead(at, Binding());
            case "global":
                return new GlobalRead(at, Property("name", Name));
            case "module":
                return new ModuleRead(at, Property("name", Name));
            case "set":
                return new SetBinding(at, Binding(), Value(), Flag("initialize"));
            case "primApp":
                return PrimApp(at);
            case "get":
                return new Get(at, Child("object"), Property("property", PropertyName), Type());
            case "index":
                return new IndexGet(at, Child("object"), Child("index"), Type());
            case "put":
                return new Put(at, Child("object"), Property("property", PropertyName), Value());
            case "putIndex":
                return new IndexPut(at, Child("object"), Child("index"), Value());
            case "delete":
                Expression target = Child("object");
                return new Delete(at, target, cursor.Current.TryGetProperty("property", out _)
                    ? new StringLiteral(at, Property("property", PropertyName))
                    : Child("index"));
            case "object":
                return Object(at);
            case "array":
                return new ArrayLiteral(at, Property("elements", () => cursor.Items(() =>
                    cursor.Current.ValueKind == JsonValueKind.Null ? null : Item())));
            case "clos":
                return new ClosureCreation(at, Created(
                    FunctionForm.Function, FunctionForm.Arrow, FunctionForm.Method, FunctionForm.Getter, FunctionForm.Setter));
            case "call":
                Expression callee = Child("callee");
                Expression? receiver = Optional("this", Expression);
                return new Call(at, callee, Args(), Type(), CalleeText(), receiver);
            case "methodCall":
                return new MethodCall(at, Child("object"), Property("method", PrivateOrKey), Args(), Type(), CalleeText());
            case "new":
                return new New(at, Child("callee"), Args(), Type(), CalleeText());
            case "conditional":
                return new Conditional(at, Child("test"), Child("then"), Child("else"));
            case "and":
                return new Logical(at, LogicalOperator.And, Child("left"), Child("right"));
            case "or":
                return new Logical(at, LogicalOperator.Or, Child("left"), Child("right"));
            case "nullish":
                return new Logical(at, LogicalOperator.Nullish, Child("left"), Child("right"));
            case "seq":
                List<Expression> expressions = Property("expressions", () => cursor.Items(Expression));
                return expressions.Count > 0
                    ? new Sequence(at, expressions)
                    : throw cursor.Fault("a sequence has at least one expression");
            case "template":
                return new Template(at, Property("parts", () => cursor.Items(Expression)));
            case "unknown":
                return new Unknown(at, cursor.OptionalProperty("block", () => cursor.Integer(0, int.MaxValue), -1), EndLine());
            case "unsupported":
                return new Unsupported(at, Reason());
            case "await":
                return isAsync ? new Await(at, Value(), Type()) : throw cursor.Fault("\"await\" stands in an async function");
            case "yield":
                return isGenerator
                    ? new Yield(at, Value(), Flag("delegate"), Type())
                    : throw cursor.Fault("\"yield\" stands in a generator");
            case "raise":
                return new Raise(at, Property("type", ErrorType), Property("message", PropertyName));
            case "regex":
                return new RegexLiteral(at, Property("pattern", PropertyName), Property("flags", () => cursor.Text(16)));
            case "templateObject":
                return TemplateObject(at);
            case "propertyKey":
                return new PropertyKeyOf(at, Value());
            case "coercible":
                return new Coercible(at, Value(), Optional("property", PropertyName), Optional("text", PropertyName));
            case "objectRest":
                return new ObjectRest(at, Child("object"), Property("excluded", () => cursor.Items(Key)));
            default:
                return ClassExpression(at, kind) ?? throw cursor.Fault($"\"{Shorten(kind)}\" is not a kind of expression");
        }
    }

    private PrimApp PrimApp(Position at)
    {
        string op = Property("op", () => cursor.Text(16));
        List<Expression> args = Property("args", () => cursor.Items(Expression));
        int arity = UnaryOperators.Contains(op) ? 1 : BinaryOperators.Contains(op) ? 2 : -1;
        return arity < 0 ? throw cursor.Fault($"\"{Shorten(op)}\" is not an operator")
            : args.Count == arity ? new PrimApp(at, op, args)
            : throw cursor.Fault($"the operator {op} takes {arity} operand(s), not {args.Count}");
    }

    private double Number() => cursor.Current.ValueKind == JsonValueKind.String && cursor.Text(16) == "Infinity"
        ? double.PositiveInfinity
        : cursor.Current.ValueKind == JsonValueKind.Number && cursor.Current.TryGetDouble(out double value) && value >= 0
            ? value
            : throw cursor.Fault("a number from 0 up, or \"Infinity\", is expected");

    private string Jump(bool loopOnly)
    {
        string label = Property("label", Name);
        return _labels.Any(l => l.Name == label && (l.Loop || !loopOnly))
            ? label
            : throw cursor.Fault($"no enclosing {(loopOnly ? "loop" : "statement")} has the label \"{Shorten(label)}\"");
    }

    private T Inside<T>(string? label, bool loop, Func<T> read)
    {
        if (label is null)
        {
            return read();
        }

        if (_labels.Any(l => l.Name == label))
        {
            throw cursor.Fault($"the label \"{Shorten(label)}\" is nested in itself");
        }

        _labels.Push((label, loop));
        T result = read();
        _labels.Pop();
        return result;
    }

    private int Created(params FunctionForm[] forms) => Property("function", () => CreatedHere(forms));

    private int CreatedHere(FunctionForm[] forms)
    {
        int id = cursor.Integer(1, functions.FunctionCount - 1);
        functions.ReadFunction(id, cursor, forms);
        return id;
    }

    /// <summary>A key: a string, which gives a string literal, or an expression.</summary>
    private Expression Key()
    {
        if (cursor.Current.ValueKind == JsonValueKind.String)
        {
            return new StringLiteral(default, PropertyName());
        }

        Expression key = Expression();
        return key is StringLiteral { Value: ['\uDC00', ..] } // the runtime's mark of symbols and private names
            ? throw cursor.Fault("a fixed key cannot begin like that")
            : key;
    }

    private Expression PrivateOrKey() =>
        cursor.Current.ValueKind == JsonValueKind.Object && Kind() == "private" ? PrivateName() : Key();

    /// <summary>The value of a string literal: text, or UTF-16 code units where there are lone surrogates.</summary>
    private string Text() => cursor.Current.TryGetProperty("units", out _)
        ? Property("units", () => new string([.. cursor.Items(() => (char)cursor.Integer(0, char.MaxValue))]))
        : Property("value", () => cursor.Text());

    private Expression TemplateObject(Position at)
    {
        int id = Property("id", () => cursor.Integer(0, TraceLimits.Nodes));
        List<string?> cooked = Property("cooked", () => cursor.Items(() =>
            cursor.Current.ValueKind == JsonValueKind.Null ? null : PropertyName()));
        List<string> raw = Property("raw", () => cursor.Items(PropertyName));
        return cooked.Count == raw.Count && raw.Count > 0
            ? new TemplateObject(at, id, cooked, raw)
            : throw cursor.Fault("\"cooked\" and \"raw\" are of one length, at least 1");
    }

    private string ErrorType() => cursor.Text(16) is ("TypeError" or "ReferenceError" or "SyntaxError") and var type
        ? type
        : throw cursor.Fault("one of TypeError, ReferenceError, SyntaxError is expected");

    private string Kind() => cursor.Property("kind", () => cursor.Text(64));

    private string Reason() => cursor.Property("reason", () => cursor.Text(TraceLimits.NameLength));

    private string Name() => cursor.Text(TraceLimits.NameLength);

    private string PropertyName() => cursor.Text(TraceLimits.Bytes);

    private int Binding() => Property("binding", () => functions.Reference(cursor, function));

    private Expression Value() => Child("value");

    private Expression Child(string name) => Property(name, Expression);

    private List<Expression> Args() => Property("args", () => cursor.Items(Item));

    /// <summary>An argument or element: an expression, or a spread.</summary>
    private Expression Item()
    {
        if (Kind() != "spread")
        {
            return Expression();
        }

        functions.CountNode(cursor);
        return new Spread(At(), Value(), Iteration());
    }

    /// <summary>What is said of a value that cannot be iterated; null: not known.</summary>
    private string? Iteration() => Optional("iteration", PropertyName);

    private string? CalleeText() => Optional("text", PropertyName);

    private bool Flag(string name) => cursor.OptionalProperty(name, cursor.Boolean, false);

    /// <summary>A reference to a binding in scope that may be absent or null.</summary>
    private int? Reference(string name) =>
        cursor.OptionalProperty<int?>(name, () => functions.Reference(cursor, function), null);

    private TypeSet Type() => Property("type", () => TypeReader.Read(cursor, functions.FunctionCount));

    private T Property<T>(string name, Func<T> read) => cursor.Property(name, read);

    private T? Optional<T>(string name, Func<T> read) where T : class => cursor.OptionalProperty<T?>(name, read, null);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
