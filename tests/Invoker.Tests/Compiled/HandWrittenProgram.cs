using Containerless.Runtime;

namespace Containerless.Invoker.Tests.Compiled;

internal delegate void HandlerBody(Realm realm, Value request);

/// <summary>A program written in C# that does what no compiler would let generated code do.</summary>
internal sealed class HandWrittenProgram(HandlerBody? handler, Action? top = null) : CompiledProgram
{
    public override int Caches => 4;

    public override string[][] Literals() => [];

    public override void Main(Realm realm)
    {
        top?.Invoke();
        if (handler is not null)
        {
            Library(realm, "listen", new Closure(realm, handler));
        }
    }

    public static void Respond(Realm realm, Value value) => Library(realm, "respond", value);

    public static Value Get(Realm realm, Value o, string name) => Op.GetIndex(realm, o, (Value)name, 3);

    public static void Fetch(Realm realm, string url, HandlerBody callback) =>
        Library(realm, "get", url, new Closure(realm, callback));

    private static void Library(Realm realm, string name, params Value[] args) =>
        Op.CallMethod(realm, realm.Module("containerless"), (Value)name, new Args(args), 3);

    private sealed class Closure(Realm realm, HandlerBody body) : FunctionObject(realm, "closure", 1)
    {
        public override Value Call(Value thisValue, in Args args)
        {
            body(Realm, args[0]);
            return default;
        }
    }
}
