using Containerless.Runtime.Builtins;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Differential;

[Trait("Compared", "with Node")]
public class DateTests
{
    private static readonly int Count = Inputs.Count(5000);

    private static readonly double[] Times =
    [
        0, -0.0, 1, -1, 999, 1000, -1000, 86_399_999, 86_400_000, -86_400_000, 951_782_400_000, 951_868_800_000, 1e12, -1e12, 8.64e15,
        -8.64e15, 253_402_300_799_999, 253_402_300_800_000, -62_167_219_200_000, -62_167_219_200_001, -62_198_755_200_000, -377_705_116_800_001,
    ];

    private static IEnumerable<double> RandomTimes(Random random)
    {
        for (int i = 0; i < Count; i++)
        {
            yield return random.Next(4) switch
            {
                0 => random.NextInt64(-8_640_000_000_000_000, 8_640_000_000_000_001),
                1 => random.NextInt64(-63_000_000_000_000, 260_000_000_000_000),
                2 => random.NextInt64(-50_000, 50_000) * 86_400_000,
                _ => random.NextInt64(0, 2_000_000_000_000),
            };
        }
    }

    [Fact]
    public void Texts() => NodeOracle.Compare(
        "const t = new Date(a); return [t.toISOString(), t.toString(), t.toDateString(), t.toTimeString(), t.toUTCString(), t.getFullYear(), t.getMonth(), t.getDate(), t.getDay(), t.getHours(), t.getMinutes(), t.getSeconds(), t.getMilliseconds()].join()",
        (_, v) =>
        {
            double t = DateMath.Clip(v[0].AsNumber);
            DateMath.Fields f = DateMath.Split(t);
            return $"{DateText.Iso(t)},{DateText.Full(t)},{DateText.Date(t)},{DateText.Time(t)},{DateText.Utc(t)},{f.Year},{f.Month},{f.Date},{f.Weekday},{f.Hours},{f.Minutes},{f.Seconds},{f.Milliseconds}";
        },
        [.. Times.Concat(RandomTimes(Inputs.Seeded("date texts"))).Select(static t => new Value[] { t })],
        name: "texts and fields of new Date(a)");

    [Fact]
    public void Days()
    {
        Random random = Inputs.Seeded("date days");
        double Part(int range) => random.Next(8) switch
        {
            0 => random.Next(-3_000_000, 3_000_000),
            1 => random.NextDouble() * 200 - 100,
            2 => Inputs.RandomNumber(random),
            3 => double.NaN,
            _ => random.Next(-range, range),
        };
        NodeOracle.Compare("Date.UTC(a, b, c, d)", (_, v) => DateMath.Clip(DateMath.MakeDate(
                DateMath.MakeDay(DateMath.FullYear(v[0].AsNumber), v[1].AsNumber, v[2].AsNumber), DateMath.MakeTime(v[3].AsNumber, 0, 0, 0))),
            [.. Enumerable.Range(0, Count).Select(_ => new Value[] { Part(3000), Part(30), Part(100), Part(48) })]);
    }

    [Fact]
    public void Parse()
    {
        Random random = Inputs.Seeded("date parse");
        List<Value[]> texts =
        [
            .. from s in Known select new Value[] { s },
            .. Enumerable.Range(0, Count).Select(_ => new Value[] { Random(random) }),
        ];
        NodeOracle.Compare("Date.parse(a)", (_, v) => DateParser.Parse(v[0].ToString()), texts);
    }

    /// <summary>Dates made in every way, and then a few members one after the other.</summary>
    [Fact]
    public void Members()
    {
        Random random = Inputs.Seeded("date members");
        Value Part() => random.Next(12) switch
        {
            0 => double.NaN,
            1 => Value.Undefined,
            2 => Inputs.RandomNumber(random),
            3 => random.NextDouble() * 100 - 50,
            4 => "7",
            5 => Value.Null,
            6 => random.Next(-100_000, 100_000),
            _ => random.Next(-5, 70),
        };
        Realm r = NodeOracle.NewRealm();
        List<Value[]> inputs = [];
        for (int i = 0; i < Count; i++)
        {
            Value[] made = random.Next(5) switch
            {
                0 => [random.NextInt64(-8_640_000_000_000_000, 8_640_000_000_000_001)],
                1 => [Known[random.Next(Known.Length)]],
                2 => [random.Next(1900, 2100), .. Enumerable.Range(0, random.Next(1, 7)).Select(_ => (Value)random.Next(60))],
                3 => [random.NextInt64(0, 2_000_000_000_000)],
                _ => [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Part())],
            };
            var calls = new List<Value>();
            for (int n = random.Next(1, 5); n > 0; n--)
                calls.Add(r.Array([Methods[random.Next(Methods.Length)], .. Enumerable.Range(0, random.Next(4)).Select(_ => Part())]));
            inputs.Add([r.Array(made), r.Array([.. calls])]);
        }
        NodeOracle.Compare("""
            const out = [], made = new Date(...a);
            for (const [name, ...args] of b) { try { out.push(made[name](...args)); } catch (e) { out.push(String(e)); } }
            return [...out, +made, String(made), made + 1, made - 1, JSON.stringify({made}), new Date(made).getTime(), made < 0, made == +made, Date.UTC(...a), typeof Date(...a), Object.prototype.toString.call(made)];
            """, (r, v) =>
        {
            Value made = Op.New(r, r.Global("Date", 1), new Args(((ArrayObject)v[0].Ref!).Elements.ToArray()), 1);
            ArrayObject result = r.Array([]);
            foreach (Value call in ((ArrayObject)v[1].Ref!).Elements)
            {
                var parts = (ArrayObject)call.Ref!;
                try
                {
                    result.Push(r, Op.CallMethod(r, made, parts[0], new Args(parts.Elements[1..].ToArray()), 1));
                }
                catch (JsThrow e)
                {
                    result.Push(r, Op.ToText(r, e.Value));
                }
            }
            Value date = r.Global("Date", 1);
            PlainObject o = r.Object();
            o.DefineOwn(r, "made", made);
            foreach (Value each in (Value[])
            [
                Op.ToNumber(r, made), Op.ToText(r, made), Op.Add(r, made, 1), Op.Subtract(r, made, 1),
                Op.CallMethod(r, r.Global("JSON", 1), (Value)"stringify", new Args(o), 1),
                Op.CallMethod(r, Op.New(r, date, new Args(made), 1), (Value)"getTime", new Args(), 1), Op.Less(r, made, 0),
                Op.LooseEquals(r, made, Op.ToNumber(r, made)), Op.CallMethod(r, date, (Value)"UTC", new Args(((ArrayObject)v[0].Ref!).Elements.ToArray()), 1),
                Op.TypeOf(Op.Call(r, date, new Args(v), 1)), "[object Date]",
            ]) result.Push(r, each);
            return result;
        }, inputs, name: "new Date(...), then its members, setters too");
    }

    [Fact]
    public void Now_is_what_the_clock_says()
    {
        var realm = new Realm(8, []);
        var clock = new FixedClock();
        realm.BeginRequest(new Limits(), clock, default);
        Value date = realm.Global("Date", 1);
        Assert.Equal(1_500_000_000_123, Op.CallMethod(realm, date, (Value)"now", new Args(), 1).AsNumber);
        Assert.Equal(1_500_000_000_123, Op.ToNumber(realm, Op.New(realm, date, new Args(), 1)));
        Assert.Equal("Fri Jul 14 2017 02:40:00 GMT+0000 (Coordinated Universal Time)", Op.ToText(realm, Op.Call(realm, date, new Args(), 1)));
        Assert.Throws<Bailout>(() => Op.CallMethod(realm, Op.New(realm, date, new Args(), 1), (Value)"toLocaleString", new Args(), 1));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_500_000_000_123).AddTicks(4567);
    }

    private static readonly string[] Methods =
    [
        .. from part in new[] { "FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds" }
           from kind in new[] { "get", "set", "getUTC", "setUTC", "set", "setUTC" } select kind + part,
        "getDay", "getUTCDay", "getYear", "setYear", "getTime", "setTime", "valueOf", "getTimezoneOffset", "toISOString", "toJSON", "toString",
        "toDateString", "toTimeString", "toUTCString", "toGMTString",
    ];

    private static readonly string[] Known =
    [
        "", "2022", "2022-03", "2022-03-01", "2022-03-01T10:00", "2022-03-01T10:00:00", "2022-03-01T10:00:00Z", "2022-03-01T10:00:00.1Z",
        "2022-03-01T10:00:00.123456789Z", "2022-03-01T10:00:00+02:00", "2022-03-01T10:00:00+0230", "2022-03-01T10:00:00-02:00", "2022-03-01T24:00",
        "2022-03-01T24:00:01", "2022-02-30", "2022-02-31T00:00:00Z", "2022-13-01", "2022-00-01", "+002022-03-01", "-000001-01-01", "-000000-01-01",
        "+275760-09-13", "+275760-09-14", "-271821-04-20", "-271821-04-19", "Tue Mar 01 2022 10:00:00 GMT+0000 (Coordinated Universal Time)",
        "Tue, 01 Mar 2022 10:00:00 GMT", "March 7, 2021", "7 March 2021 10:00 PM", "1/2/2021", "2021/1/2", "12:30", "2021-1-2", "2021 1 2", "1 2",
        "Mar 1", "1", "99", "2021-03-01 10:00:00", "2021-03-01 10:00:00.5", "2021-03-01T", "2021-03-01Z", "2021-03-01+02:00", "Jan 1 2021 EST",
        "Jan 1 2021 10:00 EST", "Jan 1 2021 10:00 GMT-8", "Jan 1 2021 10:00 +5", "Jan 1 2021 10:00 +12345", "foo 2021", "2021 foo", "foo2021",
        "(x) 2021", "2021 (x", "2021)", "10:00 AM 1/2/03", "1/2/49", "1/2/50", "32/1/2", "2021-W01", "tomorrow", "0", "12", "13", "31", "32", "1e3", " 2021-03-01", "2021-03-01 ",
        "2021\u00002", "\u00a02021", "1::2", "1:2:3:4:5", "1:2.5", "Marchfoo 1 2021", "2021-01-01T10:00:00.000+0000", "20210101", "2021-01-01t10:00z",
    ];

    private static readonly string[] Pieces =
    [
        "2021", "1999", "12", "31", "1", "0", "99", "50", "123", "123456789012", "000001", "24", "10", "05", "59", "60", "-", "/", " ", ":", ".", ",", "+", "T", "Z", "t",
        "Mar", "march", "Dec", "GMT", "UTC", "EST", "PDT", "am", "PM", "(", ")", "x", "Tue", "\u00a0", "é", "10:00", "10:00:00", "2021-03-01", "T10:00:00", ".123", "+02:00", "-0800", "UT", "\0", "::", "\u2028", "\u202f", "\ufeff",
    ];

    private static string Random(Random random)
    {
        if (random.Next(3) == 0)
        {
            double t = random.NextInt64(-9_000_000_000_000_000, 9_000_000_000_000_000) / (random.Next(2) == 0 ? 1 : 1000);
            t = DateMath.Clip(t);
            if (double.IsNaN(t)) t = 0;
            string text = random.Next(4) switch { 0 => DateText.Iso(t), 1 => DateText.Full(t), 2 => DateText.Utc(t), _ => DateText.Date(t) };
            if (random.Next(2) == 0) return text;
            int at = random.Next(text.Length);
            return text.Remove(at, Math.Min(random.Next(3), text.Length - at)).Insert(at, random.Next(2) == 0 ? "" : Pieces[random.Next(Pieces.Length)]);
        }
        return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }
}
