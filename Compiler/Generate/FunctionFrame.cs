using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Containerless.Compiler.Generate;

/// <summary>The C# names that one function's code can use: variables, scopes, temporaries, labels.</summary>
internal sealed class FunctionFrame
{
    private readonly ProgramContext _program;
    private readonly Dictionary<int, string> _parameters = [];

    public FunctionFrame(ProgramContext program, FunctionInfo function)
    {
        _program = program;
        Function = function;
        foreach (Block scope in program.Model.Scopes)
        {
            _ = Names.Fresh(program.ScopeVariable(scope));
        }
    }

    public FunctionInfo Function { get; }

    public NameTable Names { get; } = new();

    /// <summary>Temporaries made while generating: C# type and name. They are declared at the function's start.</summary>
    public List<(string Type, string Name)> Temporaries { get; } = [];

    /// <summary>C# name of a parameter as such; one that is captured is copied to its scope on entry.</summary>
    public string Parameter(int binding) => _parameters[binding];

    /// <summary>Names a parameter; one that is not captured is a variable like any other.</summary>
    public void NameParameter(int binding)
    {
        BindingInfo info = _program.Model.Binding(binding);
        if (!info.Captured)
        {
            _program.Name(binding, Names);
        }

        _parameters[binding] = info.Captured ? Names.Fresh(info.Binding.Name) : _program.NameOf(binding);
    }

    /// <summary>The variable or scope field that holds a binding.</summary>
    public ExpressionSyntax Variable(int binding) => Place(binding, _program.NameOf(binding));

    /// <summary>The flag of a binding's temporal dead zone.</summary>
    public ExpressionSyntax Flag(int binding) => Place(binding, _program.FlagOf(binding)!);

    /// <summary>A new temporary of a C# type.</summary>
    public string Temporary(string type, string name = "t")
    {
        name = Names.Fresh(name);
        Temporaries.Add((type, name));
        return name;
    }

    /// <summary>C# that creates a closure with the scopes it uses.</summary>
    public ExpressionSyntax Closure(int function) => Cs.New(
        _program.ClassOf(function),
        _program.Model.FunctionOf(function).OuterScopes
            .Select(s => (ExpressionSyntax)Cs.Id(_program.ScopeVariable(s)))
            .Prepend(Cs.Id("Realm")));

    private ExpressionSyntax Place(int binding, string name)
    {
        BindingInfo info = _program.Model.Binding(binding);
        return info.Captured ? Cs.Member(_program.ScopeVariable(info.Scope), name) : Cs.Id(name);
    }
}
