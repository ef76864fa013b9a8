namespace Containerless.Shared.Trace;

/// <summary>A place in the original source.</summary>
/// <param name="Line">1-based; 0 where unknown.</param>
/// <param name="Column">0-based.</param>
public readonly record struct Position(int Line, int Column);

/// <summary>A node of the kernel language; see docs/trace.md.</summary>
/// <param name="At">Where it stands in the original source.</param>
public abstract record Node(Position At);

/// <summary>A node that gives a value.</summary>
public abstract record Expression(Position At) : Node(At);

/// <summary>A numeric literal; never negative and never NaN.</summary>
public sealed record NumberLiteral(Position At, double Value) : Expression(At);

/// <summary>A string literal; lone surrogates are possible.</summary>
public sealed record StringLiteral(Position At, string Value) : Expression(At);

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanLiteral(Position At, bool Value) : Expression(At);

/// <summary><c>null</c>.</summary>
public sealed record NullLiteral(Position At) : Expression(At);

/// <summary><c>undefined</c>.</summary>
public sealed record UndefinedLiteral(Position At) : Expression(At);

/// <summary>Read of a binding.</summary>
public sealed record IdentifierRead(Position At, int Binding) : Expression(At);

/// <summary>Read of a name that no scope declares.</summary>
public sealed record GlobalRead(Position At, string Name) : Expression(At);

/// <summary><c>require("Name")</c>.</summary>
public sealed record ModuleRead(Position At, string Name) : Expression(At);

/// <summary>Assignment to a binding; yields the value.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Binding">The variable.</param>
/// <param name="Value">Its new value.</param>
/// <param name="Initialize">
/// Whether it ends the temporal dead zone: the <c>this</c> of a derived constructor, which <c>super()</c> sets once.
/// </param>
public sealed record SetBinding(Position At, int Binding, Expression Value, bool Initialize = false) : Expression(At);

/// <summary>An operator applied to its operands.</summary>
public sealed record PrimApp(Position At, string Op, IReadOnlyList<Expression> Args) : Expression(At);

/// <summary><c>o.p</c>.</summary>
public sealed record Get(Position At, Expression Object, string Property, TypeSet Type) : Expression(At);

/// <summary><c>o[e]</c>.</summary>
public sealed record IndexGet(Position At, Expression Object, Expression Index, TypeSet Type) : Expression(At);

/// <summary><c>o.p = v</c>; yields the value.</summary>
public sealed record Put(Position At, Expression Object, string Property, Expression Value) : Expression(At);

/// <summary><c>o[e] = v</c>; yields the value.</summary>
public sealed record IndexPut(Position At, Expression Object, Expression Index, Expression Value) : Expression(At);

/// <summary><c>delete o.p</c> or <c>delete o[e]</c>; a named property is a string literal.</summary>
public sealed record Delete(Position At, Expression Object, Expression Key) : Expression(At);

/// <summary>An array literal; a null element is a hole, a <see cref="Spread"/> any number of elements.</summary>
public sealed record ArrayLiteral(Position At, IReadOnlyList<Expression?> Elements) : Expression(At);

/// <summary>Creates a closure of a function.</summary>
public sealed record ClosureCreation(Position At, int Function) : Expression(At);

/// <summary>A call.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Callee">What is called.</param>
/// <param name="Args">Arguments; a <see cref="Spread"/> is any number of them.</param>
/// <param name="Type">What it gave.</param>
/// <param name="Text">How V8 names the callee in an error; null: unknown.</param>
/// <param name="This">Its <c>this</c>, evaluated after the callee; null: undefined.</param>
public sealed record Call(
    Position At, Expression Callee, IReadOnlyList<Expression> Args, TypeSet Type, string? Text = null,
    Expression? This = null) : Expression(At);

/// <summary><c>o.m(…)</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Object">The receiver.</param>
/// <param name="Method">Its key; a fixed one is a string literal or a <see cref="PrivateName"/>.</param>
/// <param name="Args">Arguments; a <see cref="Spread"/> is any number of them.</param>
/// <param name="Type">What it gave.</param>
/// <param name="Text">How V8 names the callee in an error; null: unknown.</param>
public sealed record MethodCall(
    Position At, Expression Object, Expression Method, IReadOnlyList<Expression> Args, TypeSet Type,
    string? Text = null) : Expression(At);

/// <summary><c>new C(…)</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Callee">The constructor.</param>
/// <param name="Args">Arguments; a <see cref="Spread"/> is any number of them.</param>
/// <param name="Type">What it gave.</param>
/// <param name="Text">How V8 names the callee in an error; null: unknown.</param>
public sealed record New(
    Position At, Expression Callee, IReadOnlyList<Expression> Args, TypeSet Type, string? Text = null) : Expression(At);

/// <summary><c>...value</c>: every item of an iterable, among arguments or the elements of an array literal.</summary>
public sealed record Spread(Position At, Expression Value, string? Iteration) : Expression(At);

/// <summary><c>test ? then : else</c>; an arm may be <see cref="Unknown"/>.</summary>
public sealed record Conditional(Position At, Expression Test, Expression Then, Expression Else) : Expression(At);

/// <summary>Which short-circuit operator.</summary>
public enum LogicalOperator
{
    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>??</c></summary>
    Nullish,
}

/// <summary><c>left op right</c>, short-circuit; the right may be <see cref="Unknown"/>.</summary>
public sealed record Logical(Position At, LogicalOperator Op, Expression Left, Expression Right) : Expression(At);

/// <summary>The comma operator; the value is the last one's.</summary>
public sealed record Sequence(Position At, IReadOnlyList<Expression> Expressions) : Expression(At);

/// <summary>A template literal: its parts joined through ToString.</summary>
public sealed record Template(Position At, IReadOnlyList<Expression> Parts) : Expression(At);

/// <summary>A regular expression literal: a new object each time.</summary>
public sealed record RegexLiteral(Position At, string Pattern, string Flags) : Expression(At);

/// <summary>The first argument of a tagged template: the same frozen array each time.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Id">Number among the program's tagged templates.</param>
/// <param name="Cooked">Strings; null where an escape is invalid.</param>
/// <param name="Raw">As they are written.</param>
public sealed record TemplateObject(Position At, int Id, IReadOnlyList<string?> Cooked, IReadOnlyList<string> Raw) : Expression(At);

/// <summary><c>await value</c>.</summary>
public sealed record Await(Position At, Expression Value, TypeSet Type) : Expression(At);

/// <summary><c>yield value</c>, or <c>yield* value</c> where it is delegated.</summary>
public sealed record Yield(Position At, Expression Value, bool Delegate, TypeSet Type) : Expression(At);

/// <summary>Throws an error of the engine.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Error"><c>TypeError</c>, <c>ReferenceError</c> or <c>SyntaxError</c>.</param>
/// <param name="Message">Its message.</param>
public sealed record Raise(Position At, string Error, string Message) : Expression(At);

/// <summary>ToPropertyKey of a value: a string or a symbol.</summary>
public sealed record PropertyKeyOf(Position At, Expression Value) : Expression(At);

/// <summary>A value that is about to be taken apart: null and undefined throw (ECMA-262 §7.2.1).</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Value">The value, which is also the result.</param>
/// <param name="Property">The first property that is read; null: none, or one that is computed.</param>
/// <param name="Text">How V8 names the value in the error; null: unknown.</param>
public sealed record Coercible(Position At, Expression Value, string? Property, string? Text) : Expression(At);

/// <summary>A new object with the own enumerable properties of another but some: <c>{ a, ...rest } = o</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Object">Where the properties come from.</param>
/// <param name="Excluded">Keys that are left out, each a string literal or already a property key.</param>
public sealed record ObjectRest(Position At, Expression Object, IReadOnlyList<Expression> Excluded) : Expression(At);

/// <summary>A hole: an expression that never ran.</summary>
public sealed record Unknown(Position At, int Block, int EndLine) : Expression(At);

/// <summary>An expression the kernel cannot express.</summary>
public sealed record Unsupported(Position At, string Reason) : Expression(At);

/// <summary>A node that is run for its effect.</summary>
public abstract record Statement(Position At) : Node(At);

/// <summary>Initialises a binding.</summary>
public sealed record Let(Position At, int Binding, Expression Value) : Statement(At);

/// <summary>Evaluates and drops.</summary>
public sealed record ExpressionStatement(Position At, Expression Value) : Statement(At);

/// <summary><c>if</c>.</summary>
public sealed record If(Position At, Expression Test, Block Then, Block? Else) : Statement(At);

/// <summary>Every loop but for-of.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Label">Name for <see cref="Break"/> and <see cref="Continue"/>, or null.</param>
/// <param name="Test">Condition.</param>
/// <param name="Body">Body.</param>
/// <param name="Update">Runs after each round, or null.</param>
/// <param name="PerIteration">Bindings copied between body and update (ECMA-262 §14.7.4.4).</param>
/// <param name="Post">Whether the test comes after the first round.</param>
public sealed record While(
    Position At, string? Label, Expression Test, Block Body, Expression? Update, IReadOnlyList<int> PerIteration,
    bool Post) : Statement(At);

/// <summary><c>for (binding of iterable) body</c>.</summary>
public sealed record ForOf(
    Position At, string? Label, int Binding, Expression Iterable, string? Iteration, Block Body) : Statement(At);

/// <summary><c>for (binding in object) body</c>: keys are strings.</summary>
public sealed record ForIn(Position At, string? Label, int Binding, Expression Object, Block Body) : Statement(At);

/// <summary>
/// Takes an iterable apart, step by step (ECMA-262 §8.6.2, §13.15.5.3). The iterator is closed at the end, and when
/// code of a step completes abruptly, unless it is done or has itself thrown.
/// </summary>
public sealed record ArrayPattern(
    Position At, Expression Iterable, string? Iteration, IReadOnlyList<ArrayPatternStep> Steps) : Statement(At);

/// <summary>One element of an array pattern.</summary>
/// <param name="Before">Runs first: what the target's reference needs.</param>
/// <param name="Binding">Is assigned what the iterator gives, undefined when it is done; null: it is dropped.</param>
/// <param name="Rest">Whether it is given an array of all that is left.</param>
/// <param name="After">Runs then: the default, and the assignment.</param>
public sealed record ArrayPatternStep(
    IReadOnlyList<Statement> Before, int? Binding, bool Rest, IReadOnlyList<Statement> After);

/// <summary>Leaves the labelled statement.</summary>
public sealed record Break(Position At, string Label) : Statement(At);

/// <summary>Goes on with the labelled loop's next round.</summary>
public sealed record Continue(Position At, string Label) : Statement(At);

/// <summary>A labelled block.</summary>
public sealed record Labelled(Position At, string Label, Block Body) : Statement(At);

/// <summary>A function declaration hoisted to a block's start.</summary>
public readonly record struct HoistedFunction(int Binding, int Function);

/// <summary>What stands in a block's place when it is not known.</summary>
public enum BlockState
{
    /// <summary>It ran.</summary>
    Known,

    /// <summary>It never ran: a hole.</summary>
    Unknown,

    /// <summary>The kernel cannot express it.</summary>
    Unsupported,
}

/// <summary>A scope with its statements, or a hole.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Id">Number in the skeleton.</param>
/// <param name="State">Known, or why not; anything but known has no content.</param>
/// <param name="Reason">Why it is unsupported.</param>
/// <param name="EndLine">Last line of a hole; 0 where unknown.</param>
/// <param name="Declares">Every binding of the scope.</param>
/// <param name="Functions">Function declarations, initialised on entry.</param>
/// <param name="Body">Statements.</param>
public sealed record Block(
    Position At, int Id, BlockState State, string? Reason, int EndLine, IReadOnlyList<int> Declares,
    IReadOnlyList<HoistedFunction> Functions, IReadOnlyList<Statement> Body) : Statement(At);

/// <summary>Leaves the function; without a value it gives <c>undefined</c>.</summary>
public sealed record Return(Position At, Expression? Value) : Statement(At);

/// <summary><c>throw</c>.</summary>
public sealed record Throw(Position At, Expression Value) : Statement(At);

/// <summary><c>try</c>, with a handler, a finalizer or both.</summary>
public sealed record Try(Position At, Block Body, int? Parameter, Block? Handler, Block? Finalizer) : Statement(At);

/// <summary>A statement the kernel cannot express.</summary>
public sealed record UnsupportedStatement(Position At, string Reason) : Statement(At);
