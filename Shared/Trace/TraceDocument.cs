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
}

/// <summary>A variable.</summary>
public sealed record Binding(int Id, string Name, DeclarationKind Declaration);

/// <summary>A parameter and the types it was given.</summary>
public sealed record Parameter(int Binding, TypeSet Type);

/// <summary>A function of the program; the program's top level is function 0.</summary>
/// <param name="Id">Index in <see cref="TraceDocument.Functions"/>.</param>
/// <param name="Name">Its <c>name</c> property.</param>
/// <param name="Form"><c>program</c>, <c>function</c> or <c>arrow</c>.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Length">Its <c>length</c> property.</param>
/// <param name="Parameters">Parameters in order.</param>
/// <param name="Body">Its body, which owns the parameters' scope.</param>
public sealed record Function(
    int Id, string Name, string Form, Position At, int Length, IReadOnlyList<Parameter> Parameters, Block Body);

/// <summary>A validated trace: every reference is closed and every size is within bounds.</summary>
/// <param name="Source">File name of the source, for messages and <c>#line</c>.</param>
/// <param name="Hashes">What it was made from.</param>
/// <param name="Bindings">Every variable; <c>Bindings[i].Id == i</c>.</param>
/// <param name="Functions">Every function; null where none creates it, so that it cannot run.</param>
public sealed record TraceDocument(
    string Source, ProgramHashes Hashes, IReadOnlyList<Binding> Bindings, IReadOnlyList<Function?> Functions);
