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
        ReadFunction(0, _document);
        return _functions;
    }

    /// <summary>Reads a function where it is created; each is created in one place only.</summary>
    public void ReadFunction(int id, JsonCursor creator)
    {
        if (_created[id])
        {
            throw creator.Fault($"function {id} is created in a second place");
        }

        _created[id] = true;
        _functions[id] = ReadElement(id);
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
        string form = cursor.Property("form", () => cursor.Text(16));
        if (form is not ("program" or "function" or "arrow"))
        {
            throw cursor.Fault("\"form\" is one of program, function, arrow");
        }

        var nodes = new NodeReader(cursor, this, id);
        Position at = nodes.At();
        int length = cursor.OptionalProperty("length", () => cursor.Integer(0, 10_000), 0);
        List<(int Binding, TypeSet Type)> parameters = cursor.Property("parameters", () => cursor.Items(() => (
            cursor.Property("binding", () => cursor.Integer(0, _bindings.Count - 1)),
            cursor.Property("type", () => TypeReader.Read(cursor, FunctionCount)))));
        Block body = cursor.Property("body", nodes.Block);
        if (body.State == BlockState.Known)
        {
            foreach ((int binding, _) in parameters)
            {
                if (!body.Declares.Contains(binding))
                {
                    throw cursor.Fault($"the body does not declare the parameter {binding}");
                }
            }
        }

        return new Function(
            id, name, form, at, length, [.. parameters.Select(static p => new Parameter(p.Binding, p.Type))], body);
    }
}
