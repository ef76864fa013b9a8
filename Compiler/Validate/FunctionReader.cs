using System.Text.Json;
using Containerless.Shared.Trace;

namespace Containerless.Compiler.Validate;

/// <summary>
/// Reads the functions of a trace from the program down: a function is read where the one place that creates it stands,
/// so that its references can be checked against the scopes that enclose it.
/// </summary>
internal sealed class FunctionReader
{
    private readonly JsonCursor _document;
    private readonly IReadOnlyList<Binding> _bindings;
    private readonly List<JsonElement> _elements;
    private readonly Function?[] _functions;
    private readonly bool[] _created;
    private readonly int[] _declaredBy; // function whose scopes declare the binding; -1: none (yet)
    private readonly bool[] _visible;
    private int _nodes;

    public FunctionReader(JsonCursor document, IReadOnlyList<Binding> bindings)
    {
        _document = document;
        _bindings = bindings;
        _elements = document.Property("functions", () => document.Items(() => document.Current));
        if (_elements.Count is 0 or > TraceLimits.Functions)
        {
            throw document.Fault($"from 1 to {TraceLimits.Functions} functions are expected");
        }

        _functions = new Function?[_elements.Count];
        _created = new bool[_elements.Count];
        _declaredBy = new int[bindings.Count];
        Array.Fill(_declaredBy, -1);
        _visible = new bool[bindings.Count];
    }

    public int FunctionCount => _elements.Count;

    public Function?[] ReadAll()
    {
        ReadFunction(0, _document, FunctionForm.Program);
        return _functions;
    }

    /// <summary>Reads a function where it is created; each is created in one place only.</summary>
    /// <param name="id">The function.</param>
    /// <param name="creator">Where it is created.</param>
    /// <param name="forms">What it can be there.</param>
    public void ReadFunction(int id, JsonCursor creator, params FunctionForm[] forms)
    {
        if (_created[id])
        {
            throw creator.Fault($"function {id} is created in a second place");
        }

        _created[id] = true;
        Function read = ReadElement(id);
        _functions[id] = Array.IndexOf(forms, read.Form) >= 0
            ? read
            : throw creator.Fault($"a function of form {read.Form} is not created here");
    }

    public void CountNode(JsonCursor cursor)
    {
        if (++_nodes > TraceLimits.Nodes)
        {
            throw cursor.Fault($"more than {TraceLimits.Nodes} nodes");
        }
    }

    /// <summary>Reads a reference to a binding, which must be in scope.</summary>
    public int Reference(JsonCursor cursor, int function)
    {
        int binding = cursor.Integer(0, _bindings.Count - 1);
        if (!_visible[binding])
        {
            throw cursor.Fault($"binding {binding} is not in scope here");
        }

        if (_bindings[binding].Declaration == DeclarationKind.Temporary && _declaredBy[binding] != function)
        {
            throw cursor.Fault($"binding {binding} is a temporary of another function");
        }

        return binding;
    }

    /// <summary>Opens a scope; a binding is declared once in a program.</summary>
    public List<int> Declare(JsonCursor cursor, int function) => cursor.Items(() =>
    {
        int binding = cursor.Integer(0, _bindings.Count - 1);
        if (_declaredBy[binding] >= 0)
        {
            throw cursor.Fault($"binding {binding} is declared twice");
        }

        _declaredBy[binding] = function;
        _visible[binding] = true;
        return binding;
    });

    public void CloseScope(List<int> declared)
    {
        foreach (int binding in declared)
        {
            _visible[binding] = false;
        }
    }

    private Function ReadElement(int id)
    {
        // A cursor of its own keeps the path right: $.functions[id]… wherever the creator stands.
        var root = new JsonCursor(_document.Current);
        return root.Step("functions", _document.Current, () => root.Step(id, _elements[id], () => Read(root, id)));
    }

    private Function Read(JsonCursor cursor, int id)
    {
        _ = cursor.Property("id", () => cursor.Integer(id, id));
        string name = cursor.Property("name", () => cursor.Text(TraceLimits.NameLength));
        FunctionForm form = cursor.Property("form", () => Form(cursor));
        bool isAsync = cursor.OptionalProperty("async", cursor.Boolean, false);
        bool isGenerator = cursor.OptionalProperty("generator", cursor.Boolean, false);
        var nodes = new NodeReader(cursor, this, id, isAsync, isGenerator);
        Position at = nodes.At();
        int length = cursor.OptionalProperty("length", () => cursor.Integer(0, 10_000), 0);
        List<Parameter> parameters = cursor.Property("parameters", () => cursor.Items(() => Parameter(cursor)));
        Parameter? rest = cursor.OptionalProperty<Parameter?>("rest", () => Parameter(cursor), null);
        Block body = cursor.Property("body", nodes.Block);
        if (body.State == BlockState.Known)
        {
            foreach (Parameter parameter in rest is null ? parameters : [.. parameters, rest])
            {
                if (!body.Declares.Contains(parameter.Binding))
                {
                    throw cursor.Fault($"the body does not declare the parameter {parameter.Binding}");
                }
            }
        }

        return new Function(id, name, form, at, length, parameters, body)
        {
            Strict = cursor.OptionalProperty("strict", cursor.Boolean, false),
            Async = isAsync,
            Generator = isGenerator,
            Rest = rest,
            This = Special(cursor, "this", form == FunctionForm.Derived ? DeclarationKind.Let : DeclarationKind.This, body),
            Arguments = Special(cursor, "arguments", DeclarationKind.Arguments, body),
            NewTarget = Special(cursor, "newTarget", DeclarationKind.NewTarget, body),
            Frame = cursor.OptionalProperty("frame", () => cursor.Integer(0, TraceLimits.Frame), Function.UsualFrame),
            Prologue = body.State == BlockState.Known
                ? cursor.OptionalProperty("prologue", () => cursor.Integer(0, body.Body.Count), 0)
                : 0,
        };
    }

    private Parameter Parameter(JsonCursor cursor) => new(
        cursor.Property("binding", () => cursor.Integer(0, _bindings.Count - 1)),
        cursor.Property("type", () => TypeReader.Read(cursor, FunctionCount)));

    /// <summary>The binding of <c>this</c> and its like, which the body declares.</summary>
    private int? Special(JsonCursor cursor, string name, DeclarationKind kind, Block body) =>
        cursor.OptionalProperty<int?>(name, () =>
        {
            int binding = cursor.Integer(0, _bindings.Count - 1);
            return _bindings[binding].Declaration != kind ? throw cursor.Fault($"binding {binding} is not such a binding")
                : body.State == BlockState.Known && !body.Declares.Contains(binding)
                    ? throw cursor.Fault($"the body does not declare binding {binding}")
                : binding;
        }, null);

    private static FunctionForm Form(JsonCursor cursor) => cursor.Text(16) switch
    {
        "program" => FunctionForm.Program,
        "function" => FunctionForm.Function,
        "arrow" => FunctionForm.Arrow,
        "method" => FunctionForm.Method,
        "getter" => FunctionForm.Getter,
        "setter" => FunctionForm.Setter,
        "constructor" => FunctionForm.Constructor,
        "derived" => FunctionForm.Derived,
        "fields" => FunctionForm.Fields,
        "statics" => FunctionForm.Statics,
        _ => throw cursor.Fault("not a form of function"),
    };
}
