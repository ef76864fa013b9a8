using System.Collections.Frozen;
using System.Text;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Builtins;

/// <summary>The functions' library: what require("containerless") gives.</summary>
internal static class ContainerlessModule
{
    private static readonly FrozenSet<string> Names =
        FrozenSet.ToFrozenSet(["listen", "respond", "get", "post", "hello"], StringComparer.Ordinal);

    internal static readonly NamespaceObject Instance = new("containerless", new BuiltinTable(
        "containerless", Names, Prototypes.Object,
    [
        BuiltinTable.Method("listen", 1, Listen),
        BuiltinTable.Method("respond", 1, Respond),
        BuiltinTable.Method("get", 2, Get),
        BuiltinTable.Method("post", 2, Post),
        BuiltinTable.Method("hello", 0, Hello),
    ]));

    private static ITurns Turns(Realm realm, int line) =>
        realm.Turns ?? throw new Bailout("the library is used outside an instance", line);

    private static FunctionObject Callback(Value v, int line) =>
        v.Ref as FunctionObject ?? throw new Bailout("TypeError: the callback is not a function", line);

    private static Value Listen(Realm realm, Value self, in Args args, int line)
    {
        Turns(realm, line).Listen(Callback(args[0], line), line);
        return default;
    }

    private static Value Respond(Realm realm, Value self, in Args args, int line)
    {
        // '' + value
        Turns(realm, line).Respond(Op.ToText(realm, Op.ToPrimitive(realm, args[0], Op.Hint.Number)), line);
        return default;
    }

    private static Value Hello(Realm realm, Value self, in Args args, int line)
    {
        Turns(realm, line).Respond("Hello from C#!", line);
        return default;
    }

    private static Value Get(Realm realm, Value self, in Args args, int line)
    {
        if (!args[0].IsString) throw new Bailout("get with something other than a URL", line);
        string url = Op.ToText(realm, args[0]);
        FunctionObject callback = Callback(args[1], line);
        Send(realm, new OutboundCall("GET", url, null, null, []), callback, line);
        return default;
    }

    private static Value Post(Realm realm, Value self, in Args args, int line) =>
        throw new Bailout("post is not implemented", line);

    private static void Send(Realm realm, OutboundCall call, FunctionObject callback, int line)
    {
        ITurns turns = Turns(realm, line);
        if (++realm.OutboundCalls > realm.Limits.OutboundCalls)
        {
            throw new LimitExceeded(
                LimitExceeded.Outbound, $"{realm.OutboundCalls} calls", $"{realm.Limits.OutboundCalls} calls", line);
        }
        if (call.Url.StartsWith("data:", StringComparison.Ordinal))
            turns.Later(JsonNamespace.ParseReply(realm, Encoding.UTF8.GetBytes(call.Url[5..])), callback, line);
        else
            turns.Send(call, callback, line);
    }
}
