namespace Containerless.Runtime.Tests.Hosting;

internal delegate void HandlerBody(Realm realm, Value request);

/// <summary>A program whose top level listens with a handler written in C#.</summary>
internal sealed class TestProgram(HandlerBody? handler, Action<Realm>? top = null) : CompiledProgram
{
    public override int Caches => 16;

    public override string[][] Literals() => [];

    public override void Main(Realm realm)
    {
        top?.Invoke(realm);
        if (handler is null) return;
        Call(realm, "listen", new Lambda(realm, (Value self, in Args args) =>
        {
            handler(realm, args[0]);
            return default;
        }));
    }

    /// <summary>Calls a member of the functions' library.</summary>
    internal static Value Call(Realm realm, string name, params Value[] args) =>
        Op.CallMethod(realm, realm.Module("containerless"), (Value)name, new Args(args), 7);

    internal static Value Get(Realm realm, Value o, string name) => Op.GetIndex(realm, o, (Value)name, 7);
}
