using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Tests.Differential;

public class ConsoleTests
{
    private static Value Log(Realm r, params Value[] args)
    {
        r.Console.Clear();
        Op.CallMethod(r, r.Global("console", 1), (Value)"log", new Args(args), 1);
        ConsoleText.Format(r, new Args(args), 1, out bool exact);
        return exact ? Assert.Single(r.Console).Text : throw new Bailout("not exact");
    }

    [Fact]
    public void Output_is_what_Node_prints_or_bails_out()
    {
        Random random = Inputs.Seeded("console");
        Realm maker = NodeOracle.NewRealm();
        List<Value[]> inputs = [.. Inputs.Mixed(maker).Select(static v => new[] { v, "x" })];
        for (int i = 0; i < 1500; i++) inputs.Add([Random(random, maker, 4), Random(random, maker, 2)]);
        NodeOracle.Compare("process.mainModule; return globalThis.process.getBuiltinModule('util').format(a)"
            .Replace("process.mainModule; ", ""), (r, v) => Log(r, v[0]), inputs, 0.4);
        NodeOracle.Compare("return globalThis.process.getBuiltinModule('util').format(a, b)", (r, v) => Log(r, v[0], v[1]), inputs, 0.5);
    }

    private static Value Random(Random random, Realm maker, int depth)
    {
        switch (random.Next(depth > 0 ? 9 : 5))
        {
            case 0: return random.Next(-5, 1000) / 4.0;
            case 1: return Inputs.RandomText(random, "ab c'%\"\n", random.Next(3) == 0 ? 40 : 5);
            case 2: return random.Next(2) == 0;
            case 3: return Value.Null;
            case 4: return Value.Undefined;
            case < 7: return maker.Array([.. Enumerable.Range(0, random.Next(8)).Select(_ => Random(random, maker, depth - 1))]);
            default:
                PlainObject o = maker.Object();
                for (int i = random.Next(6); i > 0; i--) o.DefineOwn(maker, Inputs.RandomText(random, "ab1_-", 3), Random(random, maker, depth - 1));
                return o;
        }
    }
}
