namespace Containerless.Shared.Trace;

/// <summary>How a binding was declared.</summary>
public enum DeclarationKind
{
    /// <summary><c>let</c></summary>
    Let,

    /// <summary><c>const</c></summary>
    Const,

    /// <summary><c>var</c></summary>
    Var,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A function declaration, or a function expression's own name.</summary>
    Function,

    /// <summary>Made by the transform; never captured.</summary>
    Temporary,

    /// <summary>A function's <c>this</c>; that of a derived constructor is a <see cref="Let"/>.</summary>
    This,

    /// <summary>A function's <c>arguments</c>.</summary>
    Arguments,

    /// <summary>A function's <c>new.target</c>.</summary>
    NewTarget,
}

/// <summary>A variable.</summary>
public sealed record Binding(int Id, string Name, DeclarationKind Declaration);

/// <summary>A parameter and the types it was given.</summary>
public sealed record Parameter(int Binding, TypeSet Type);

/// <summary>What a function is in the source.</summary>
public enum FunctionForm
{
    /// <summary>The top level.</summary>
    Program,

    /// <summary>A declaration or expression.</summary>
    Function,

    /// <summary>An arrow function.</summary>
    Arrow,

    /// <summary>A method of an object literal or class.</summary>
    Method,

    /// <summary>A getter.</summary>
    Getter,

    /// <summary>A setter.</summary>
    Setter,

    /// <summary>The constructor of a class without heritage.</summary>
    Constructor,

    /// <summary>The constructor of a class with heritage.</summary>
    Derived,

    /// <summary>Made by the transform: gives an instance its private methods and fields.</summary>
    Fields,

    /// <summary>Made by the transform: a class's static fields and blocks.</summary>
    Statics,
}

/// <summary>A function of the program; the program's top level is function 0.</summary>
/// <param name="Id">Index in <see cref="TraceDocument.Functions"/>.</param>
/// <param name="Name">Its <c>name</c> property.</param>
/// <param name="Form">What it is in the source.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Length">Its <c>length</c> property.</param>
/// <param name="Parameters">Parameters in order.</param>
/// <param name="Body">Its body, which owns the parameters' scope.</param>
public sealed record Function(
    int Id, string Name, FunctionForm Form, Position At, int Length, IReadOnlyList<Parameter> Parameters, Block Body)
{
    /// <summary>Whether its code is strict.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether it is <c>async</c>.</summary>
    public bool Async { get; init; }

    /// <summary>Whether it is a generator.</summary>
    public bool Generator { get; init; }

    /// <summary>Takes an array of the arguments that are left; or null.</summary>
    public Parameter? Rest { get; init; }

    /// <summary>Binding that holds <c>this</c>; null where neither it nor an arrow inside uses it.</summary>
    public int? This { get; init; }

    /// <summary>Binding that holds the arguments object; null where neither it nor an arrow inside uses it.</summary>
    public int? Arguments { get; init; }

    /// <summary>Binding that holds <c>new.target</c>; null where neither it nor an arrow inside uses it.</summary>
    public int? NewTarget { get; init; }

    /// <summary>
    /// How many of the body's first statements bind parameters: they run before a generator suspends, and they are there
    /// whenever a parameter is not a plain name.
    /// </summary>
    public int Prologue { get; init; }

    /// <summary>Bytes of V8's stack that an activation takes, at most.</summary>
    public int Frame { get; init; } = UsualFrame;

    /// <summary>Where a trace does not say it.</summary>
    public const int UsualFrame = 256;

    /// <summary>Whether its arguments object is linked to its parameters (ECMA-262 §10.4.4).</summary>
    public bool HasMappedArguments => !Strict && Prologue == 0 && Rest is null;
}

/// <summary>A validated trace: every reference is closed and every size is within bounds.</summary>
/// <param name="Source">File name of the source, for messages and <c>#line</c>.</param>
/// <param name="Prelude">Lines of packages in front of the function's own first one.</param>
/// <param name="Hashes">What it was made from.</param>
/// <param name="Bindings">Every variable; <c>Bindings[i].Id == i</c>.</param>
/// <param name="Functions">Every function; null where none creates it, so that it cannot run.</param>
public sealed record TraceDocument(
    string Source, int Prelude, ProgramHashes Hashes, IReadOnlyList<Binding> Bindings, IReadOnlyList<Function?> Functions);
