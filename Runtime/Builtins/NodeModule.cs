using System.Collections.Concurrent;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// A module of Node's own. Programs and packages often require modules that most of their requests do not use: whoever
/// reads anything of one bails out, but having it is nothing yet.
/// </summary>
internal sealed class NodeModule : JsObject
{
    private static readonly ConcurrentDictionary<string, NodeModule> Modules = new(StringComparer.Ordinal);

    /// <summary>Modules that are plain objects; others are functions, or more.</summary>
    private static readonly HashSet<string> Names =
    [
        "buffer", "child_process", "cluster", "crypto", "dns", "fs", "fs/promises", "http", "http2", "https", "net", "os", "path",
        "perf_hooks", "querystring", "readline", "string_decoder", "tls", "tty", "url", "util", "v8", "vm", "worker_threads", "zlib",
    ];

    private readonly string _name;

    private NodeModule(string name) => _name = name;

    internal static NodeModule Of(string name) => CanBeHad(name)
        ? Modules.GetOrAdd(Plain(name), static n => new NodeModule(n))
        : throw new Bailout(Missing(name));

    /// <summary>Whether a program may have the module, as long as it reads nothing of it.</summary>
    internal static bool CanBeHad(string name) => Names.Contains(Plain(name));

    /// <summary>Why whoever uses a module bails out.</summary>
    internal static string Missing(string name) => $"module '{Plain(name)}' is not available";

    private static string Plain(string name) => name.StartsWith("node:", StringComparison.Ordinal) ? name[5..] : name;

    private Bailout Used(int line) => new(Missing(_name), line);

    internal override JsObject? GetPrototype(Realm realm) => throw Used(0);

    internal override bool TryGetOwnProperty(Realm realm, string name, int line, out Property property) => throw Used(line);

    /// <summary>What compilers of ES modules ask first is undefined in all of Node's own.</summary>
    internal override Value GetNamed(Realm realm, string name, Value receiver, int line) =>
        name == "__esModule" ? default : throw Used(line);

    internal override bool PutNamed(Realm realm, string name, Value value, int line) => throw Used(line);

    internal override bool HasOwn(Realm realm, string name, int line) => throw Used(line);

    internal override bool Has(Realm realm, string name, int line) => throw Used(line);

    internal override void OwnKeys(Realm realm, List<string> keys, int line) => throw Used(line);

    internal override Shape Children(Realm realm, int line) => throw Used(line);

    internal override string Describe() => $"module '{_name}'";
}
