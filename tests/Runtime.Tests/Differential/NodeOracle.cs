using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>
/// Runs the same operation on the same inputs in the runtime and in the pinned Node, and compares to the last bit.
/// </summary>
internal static class NodeOracle
{
    private const string Driver = """
        'use strict';
        const decode = v => v.n === 'nan' ? NaN : 'n' in v ? new Float64Array(BigUint64Array.of(BigInt('0x' + v.n)).buffer)[0]
          : 's' in v ? v.s.map(c => String.fromCharCode(c)).join('')
          : 'b' in v ? v.b : 'z' in v ? null : 'u' in v ? undefined
          : 'a' in v ? v.a.reduce((a, e) => { if ('h' in e) a.length++; else a.push(decode(e)); return a; }, [])
          : Object.defineProperties({}, Object.fromEntries(v.o.map(([k, e]) => [decode(k),
              {value: decode(e), writable: true, enumerable: true, configurable: true}])));
        const text = s => Array.from({length: s.length}, (_, i) => s.charCodeAt(i));
        const encode = v => typeof v === 'number'
            ? {n: Number.isNaN(v) ? 'nan' : new BigUint64Array(Float64Array.of(v).buffer)[0].toString(16).padStart(16, '0')}
          : typeof v === 'string' ? {s: text(v)} : typeof v === 'boolean' ? {b: v}
          : v === null ? {z: 0} : v === undefined ? {u: 0} : typeof v === 'function' ? {f: 0}
          : Array.isArray(v) ? {a: Array.from({length: v.length}, (_, i) => i in v ? encode(v[i]) : {h: 0})}
          : {o: Object.keys(v).map(k => [encode(k), encode(v[k])])};
        const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const f = new Function('a', 'b', 'c', 'd', input.js);
        process.stdout.write(JSON.stringify(input.cases.map(args => {
          try { return encode(f(...args.map(decode))); } catch (e) { return {e: String(e)}; }
        })));
        """;

    /// <summary>A realm for one comparison, with limits that no honest test meets.</summary>
    internal static Realm NewRealm()
    {
        var realm = new Realm(64, []);
        realm.BeginRequest(
            new Limits { Time = TimeSpan.FromMinutes(5), MemoryBytes = 8L << 30 }, TimeProvider.System, default);
        return realm;
    }

    /// <summary>
    /// Compares on every input. Where Node throws, the runtime must throw an error with the same text, or bail out;
    /// where it does not, the runtime may bail out on at most <paramref name="maxBail"/> of the inputs.
    /// </summary>
    internal static void Compare(
        string js, Func<Realm, Value[], Value> ours, IReadOnlyList<Value[]> inputs, double maxBail = 0)
    {
        if (!js.Contains("return")) js = "return " + js;
        Realm realm = NewRealm();
        var cases = new JsonArray();
        foreach (Value[] args in inputs) cases.Add((JsonNode)new JsonArray([.. args.Select(Encode)]));
        JsonArray expected = Run(new JsonObject { ["js"] = js, ["cases"] = cases });
        int bails = 0;
        string? lastReason = null;
        for (int i = 0; i < inputs.Count; i++)
        {
            JsonNode want = expected[i]!;
            string described = $"{js} on {cases[i]!.ToJsonString()}";
            realm.BeginTurn();
            realm.Joining.Clear();
            Value result;
            try
            {
                result = ours(realm, inputs[i]);
            }
            catch (Bailout b)
            {
                if (want["e"] is null) bails++;
                lastReason = $"{b.Reason} ({described})";
                continue;
            }
            catch (JsThrow thrown)
            {
                string text = Op.ToText(realm, thrown.Value);
                if (text != (string?)want["e"])
                    Assert.Fail($"{described}: Node gives {want.ToJsonString()}, got the exception {text}");
                continue;
            }
            if (want["e"] is not null) Assert.Fail($"{described}: Node throws {want["e"]}, got {result}");
            string got = Encode(result).ToJsonString();
            if (got != want.ToJsonString()) Assert.Fail($"{described}: Node gives {want.ToJsonString()}, got {got} ({result})");
        }
        Assert.True(bails <= maxBail * inputs.Count, $"{js}: {bails} of {inputs.Count} bailed out, the last: {lastReason}");
    }

    private static JsonArray Run(JsonObject input)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("--stack-size=4000");
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Driver);
        start.Environment["TZ"] = "UTC";
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.Write(input.ToJsonString());
        node.StandardInput.Close();
        string text = output.Result;
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 2000 })!.AsArray();
    }

    internal static JsonNode Encode(Value v)
    {
        switch (v.Ref)
        {
            case null: return new JsonObject { ["u"] = 0 };
            case string or Rope:
                string s = Rope.Flat(v.Ref);
                return new JsonObject { ["s"] = new JsonArray([.. s.Select(static c => (JsonNode)(int)c)]) };
            case ArrayObject array:
                var items = new JsonArray();
                for (int i = 0; i < array.Count; i++)
                    items.Add(array.IsPresent(i) ? Encode(array[i]) : new JsonObject { ["h"] = 0 });
                return new JsonObject { ["a"] = items };
            case PlainObject o:
                var members = new JsonArray();
                int[]? order = o.Order();
                for (int i = 0; i < o.Count; i++)
                {
                    int slot = order is null ? i : order[i];
                    members.Add((JsonNode)new JsonArray(Encode(o.KeyAt(slot)), Encode(o.Slots[slot])));
                }
                return new JsonObject { ["o"] = members };
            case FunctionObject or Builtins.NamespaceObject { IsCallable: true }: return new JsonObject { ["f"] = 0 };
            case Symbol or Builtins.NamespaceObject: return new JsonObject { ["o"] = new JsonArray() };
            default:
                if (v.IsNull) return new JsonObject { ["z"] = 0 };
                if (v.IsBoolean) return new JsonObject { ["b"] = v.AsBoolean };
                return new JsonObject
                {
                    ["n"] = double.IsNaN(v.AsNumber) ? "nan"
                        : BitConverter.DoubleToUInt64Bits(v.AsNumber).ToString("x16", CultureInfo.InvariantCulture),
                };
        }
    }
}
