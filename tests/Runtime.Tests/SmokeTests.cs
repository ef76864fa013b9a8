using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests;

public class SmokeTests
{
    private sealed class Echo : CompiledProgram
    {
        public override int Caches => 4;

        public override string[][] Literals() => [["a", "b"]];

        public override void Main(Realm realm)
        {
            Value library = realm.Module("containerless");
            Op.CallMethod(realm, library, "listen", new Args(new Handler(realm)), 0, 1);
        }

        private sealed class Handler(Realm realm) : FunctionObject(realm, "", 1)
        {
            public override Value Call(Value thisValue, in Args args)
            {
                Realm.Enter(2);
                Value body = Op.Get(Realm, args[0], "body", 1, 2);
                Op.CallMethod(Realm, Realm.Module("containerless"), "respond",
                    new Args(Intrinsics.JsonStringify(Realm, body)), 2, 3);
                return default;
            }
        }
    }

    private sealed class NoOutbound : IOutbound
    {
        public Task<OutboundReply> SendAsync(OutboundCall call, CancellationToken ct) =>
            throw new InvalidOperationException("no calls here");
    }

    [Fact]
    public async Task Serves()
    {
        Instance? instance = Instance.Start(() => new Echo(), new InstanceOptions(), out Outcome failure);
        Assert.True(instance is not null, failure.Reason);
        Assert.True(RequestReader.TryRead(instance, "/x", null, """{"b":[1,2.5,"x"],"a":null}"""u8, out FunctionRequest request, out _));
        Outcome outcome = await instance.HandleAsync(request, new NoOutbound(), default);
        Assert.Equal(OutcomeKind.Answer, outcome.Kind);
        Assert.Equal("""{"b":[1,2.5,"x"],"a":null}""", outcome.Body);
    }
}
