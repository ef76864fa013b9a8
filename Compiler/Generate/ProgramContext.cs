using Containerless.Compiler.Infer;
using Containerless.Compiler.Resolve;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Generate;

/// <summary>What all functions of one program share while C# is generated: names, caches and literals.</summary>
internal sealed class ProgramContext
{
    private readonly NameTable _typeNames = new();
    private readonly Dictionary<Block, int> _scopes = new(ReferenceEqualityComparer.Instance);
    private readonly string[] _classes;
    private readonly string[] _fields;
    private readonly string?[] _flags;
    private readonly Dictionary<string, int> _literals = [];
    private int _classDefinitions;

    public ProgramContext(ProgramModel model, Inference types)
    {
        Model = model;
        Types = types;
        for (int i = 0; i < model.Scopes.Count; i++)
        {
            _scopes[model.Scopes[i]] = i;
            _ = _typeNames.Fresh(ScopeClass(model.Scopes[i]));
        }

        _classes = [.. model.Trace.Functions.Select((f, i) => _typeNames.Fresh(ClassName(f, i)))];
        _fields = new string[model.Bindings.Length];
        _flags = new string?[model.Bindings.Length];
        foreach (Block scope in model.Scopes)
        {
            var names = new NameTable();
            foreach (int id in scope.Declares.Where(b => model.Binding(b).Captured))
            {
                Name(id, names);
            }
        }
    }

    public ProgramModel Model { get; }

    public Inference Types { get; }

    /// <summary>How many inline caches have been handed out.</summary>
    public int Caches { get; private set; }

    /// <summary>Key lists of object literals, in order of their index.</summary>
    public List<string[]> Literals { get; } = [];

    /// <summary>Scopes of loops with a binding per iteration.</summary>
    public HashSet<Block> CopiedScopes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Classes without a constructor in the source, with the C# class made for it.</summary>
    public List<(string Name, ClassCreation Class)> DefaultConstructors { get; } = [];

    public int NextCache() => Caches++;

    /// <summary>A number for each class definition.</summary>
    public int NextClass() => _classDefinitions++;

    /// <summary>C# class of a constructor that the source leaves out.</summary>
    public string DefaultConstructor(ClassCreation definition)
    {
        string name = _typeNames.Fresh($"{Capital(definition.Name.Length == 0 ? "Anonymous" : definition.Name)}_default");
        DefaultConstructors.Add((name, definition));
        return name;
    }

    /// <summary>Index of an object literal's keys; equal lists share one.</summary>
    public int Literal(string[] keys)
    {
        string joined = string.Join('\0', keys.Select(static k => $"{k.Length}:{k}"));
        if (!_literals.TryGetValue(joined, out int index))
        {
            index = Literals.Count;
            _literals.Add(joined, index);
            Literals.Add(keys);
        }

        return index;
    }

    /// <summary>C# class of a function.</summary>
    public string ClassOf(int function) => _classes[function];

    /// <summary>C# class of a scope.</summary>
    public string ScopeClass(Block scope) => $"Scope_{_scopes[scope]}";

    /// <summary>Name of the variable or field that holds a scope.</summary>
    public string ScopeVariable(Block scope) => $"scope_{_scopes[scope]}";

    public bool IsScope(Block block) => _scopes.ContainsKey(block);

    /// <summary>C# name of a binding; for one that is captured, of its field.</summary>
    public string NameOf(int binding) => _fields[binding];

    /// <summary>Name of the flag that ends a binding's temporal dead zone; null where no use needs it.</summary>
    public string? FlagOf(int binding) => _flags[binding];

    /// <summary>Names a binding within its function or scope class.</summary>
    public void Name(int binding, NameTable names)
    {
        BindingInfo info = Model.Binding(binding);
        string name = info.Binding.Name.Length == 0 ? "temporary" : info.Binding.Name;
        _fields[binding] = names.Fresh(name);
        if (info is { HasDeadZone: true, SeenUninitialized: true })
        {
            _flags[binding] = names.Fresh(name + "_initialized");
        }
    }

    /// <summary>C# type for a static type.</summary>
    public string TypeName(StaticType type) => type.Kind switch
    {
        Kind.Int => "int",
        Kind.Double => "double",
        Kind.Bool => "bool",
        Kind.String => "string",
        Kind.Array => "ArrayObject",
        Kind.Closure => ClassOf(type.Function),
        _ => "Value",
    };

    private static string ClassName(Function? function, int id)
    {
        string name = id == 0 ? "Main" : function is null or { Name: "" } ? "Anonymous" : NameTable.Clean(function.Name);
        return $"{Capital(name)}_{id}";
    }

    private static string Capital(string name)
    {
        name = NameTable.Clean(name);
        return $"{char.ToUpperInvariant(name[0])}{name[1..]}";
    }
}
