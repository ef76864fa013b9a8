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


    private static Value Listen(Realm realm, Value self, in Args args, int line)
    {
        if (args[0].Ref is not FunctionObject callback) throw Errors.Type(realm, "listen needs a function", line);
        Turns(realm, line).Listen(callback, line);
        return default;
    }

    private static Value Respond(Realm realm, Value self, in Args args, int line)
    {
        // '' + value
        Turns(realm, line).Respond(Op.ToText(realm, Op.ToPrimitive(realm, args[0], Op.Hint.Default)), line);
        return default;
    }

    private static Value Hello(Realm realm, Value self, in Args args, int line)
    {
        Turns(realm, line).Respond("Hello from C#!", line);
        return default;
    }

    private static Value Get(Realm realm, Value self, in Args args, int line)
    {
        if (args[0].IsString) return Start(realm, "GET", default, default, null, args[0], args[1], line);
        PlainObject options = Options(args[0], line);
        Value url = Member(realm, options, "url", line), headers = Member(realm, options, "headers", line);
        return Start(realm, "GET", Member(realm, options, "auth", line), headers, null, url, args[1], line);
    }

    private static Value Post(Realm realm, Value self, in Args args, int line)
    {
        PlainObject options = Options(args[0], line);
        Value url = Member(realm, options, "url", line), headers = Member(realm, options, "headers", line);
        Value auth = Member(realm, options, "auth", line);
        Value json = JsonNamespace.Stringify(realm, Member(realm, options, "body", line), "");
        byte[]? body = null;
        if (json.IsString)
        {
            string text = Op.ToText(realm, json);
            realm.Charge(24 + 3L * text.Length);
            body = Encoding.UTF8.GetBytes(text);
        }
        return Start(realm, "POST", auth, headers, body, url, args[1], line);
    }

    private static PlainObject Options(Value v, int line) => v.Ref as PlainObject
        ?? throw new Bailout("get or post with something other than a URL or an object", line);

    private static Value Member(Realm realm, PlainObject o, string name, int line) => o.GetNamed(realm, name, line);

    /// <summary>The steps of the JavaScript library's <c>start</c>, in its order: conversions may run code.</summary>
    private static Value Start(
        Realm realm, string method, Value auth, Value headers, byte[]? body, Value url, Value callback, int line)
    {
        if (callback.IsUndefined)
        {
            PlainObject promise = Promises.New(realm);
            Value settle = ResolvingFunction.Pair(realm, promise, out _);
            Start(realm, method, auth, headers, body, url, settle, line);
            return promise;
        }
        if (callback.Ref is not FunctionObject done)
            throw Errors.Type(realm, $"the callback of {(method == "GET" ? "get" : "post")} is not a function", line);
        var all = new OutboundHeaders(body is not null);
        if (!auth.IsNullish)
        {
            string user = Credential(realm, auth, "username", "user", line);
            string password = Credential(realm, auth, "password", "pass", line);
            realm.Charge(24 + 8L * (user.Length + password.Length));
            all.Set("authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")), line);
        }
        if (headers.Ref is PlainObject fields)
        {
            foreach (Value entry in Enumeration.List(realm, fields, EntryPart.Entry, line).Elements)
            {
                var field = (ArrayObject)entry.Ref!;
                if (field[1].Ref is JsObject) throw new Bailout("a header whose value is an object", line);
                realm.Spend(4);
                all.Set(Op.ToText(realm, field[0]), Op.ToText(realm, field[1]), line);
            }
        }
        else if (!headers.IsNullish)
        {
            throw new Bailout("headers that are not an object", line);
        }
        Send(realm, method, Op.ToText(realm, url), body, all, done, line);
        return default;
    }

    private static string Credential(Realm realm, Value auth, string name, string shortName, int line)
    {
        Value v = Op.GetNamed(realm, auth, name, line);
        if (v.IsNullish) v = Op.GetNamed(realm, auth, shortName, line);
        return v.IsNullish ? "" : Op.ToText(realm, v);
    }

    private static void Send(
        Realm realm, string method, string url, byte[]? body, OutboundHeaders headers, FunctionObject callback, int line)
    {
        ITurns turns = Turns(realm, line);
        if (++realm.OutboundCalls > realm.Limits.OutboundCalls)
        {
            throw new LimitExceeded(
                LimitExceeded.Outbound, $"{realm.OutboundCalls} calls", $"{realm.Limits.OutboundCalls} calls", line);
        }
        realm.Charge(400 + 2L * url.Length);
        if (url.StartsWith("data:", StringComparison.Ordinal))
        {
            turns.Later(JsonNamespace.ParseText(realm, url[5..]), callback, line);
            return;
        }
        var call = new OutboundCall(method, OutboundUrl.Normalize(url, line), body, headers.ContentType, headers.Others());
        turns.Send(call, callback, line);
    }
}
