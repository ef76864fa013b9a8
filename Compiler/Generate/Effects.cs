using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Generate;

/// <summary>
/// Which expressions are plain: they change nothing, cannot throw, and nothing that runs before them can change what
/// they give. Plain arguments may be evaluated before their method is looked up, which JavaScript does first (ECMA-262
/// §13.3.6.1); any others may not. Bailing out is neither: the request starts over.
/// </summary>
internal static class Effects
{
    /// <summary>Whether every one of the expressions is plain.</summary>
    public static bool ArePlain(IEnumerable<Expression> expressions, ProgramModel model, Inference types) =>
        expressions.All(e => IsPlain(e, model, types));

    private static bool IsPlain(Expression e, ProgramModel model, Inference types) => e switch
    {
        NumberLiteral or StringLiteral or BooleanLiteral or NullLiteral or UndefinedLiteral => true,
        Unknown or Unsupported => true,
        GlobalRead global => QuietCode.Exists(global),
        ModuleRead or ClosureCreation => true,
        IdentifierRead read => model.Binding(read.Binding) is { Captured: false } or { Writes: <= 1 } && !model.IsChecked(read.Binding, read),
        PrimApp { Op: "===" or "!==" or "!" or "typeof" or "void" } app => ArePlain(app.Args, model, types),
        PrimApp app => ArePlain(app.Args, model, types) && app.Args.All(a => types.TypeOf(a).IsPrimitive),
        Template template => ArePlain(template.Parts, model, types) && template.Parts.All(p => types.TypeOf(p).IsPrimitive),
        ObjectLiteral literal => literal.Properties.All(p => p.Key is StringLiteral && IsPlain(p.Value, model, types)),
        ArrayLiteral literal => literal.Elements.All(i => i is null || IsPlain(i, model, types)),
        Conditional or Logical or Sequence => ArePlain(Children.Of(e), model, types),
        _ => false,
    };
}
