using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Containerless.Runtime.Hosting;

namespace Containerless.Runtime.Tests.Differential;

/// <summary>
/// Runs the same operation on the same inputs in the runtime and in the pinned Node, and compares to the last bit.
/// </summary>
internal static class NodeOracle
{
    private const int Batch = 5000;
    private const int Shown = 20;
    private const string Crash = "Node itself crashes";

    // The first line is the operation, then a line is an input and gets a line.
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
        let f = null;
        const out = [];
        require('readline').createInterface({input: process.stdin}).on('line', line => {
          if (f === null) { f = new Function('a', 'b', 'c', 'd', JSON.parse(line)); return; }
          const args = JSON.parse(line).map(decode);
          let answer;
          try { answer = encode(f(...args)); } catch (e) { answer = {e: text(String(e))}; }
          out.push(JSON.stringify(answer), '\n');
        }).on('close', () => process.stdout.write(out.join('')));
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
        string js, Func<Realm, Value[], Value> ours, IReadOnlyList<Value[]> inputs, double maxBail = 0, string? name = null)
    {
        var tally = new ComparisonTally(name ?? js);
        if (!js.Contains("return")) js = "return " + js;
        var different = new List<string>();
        int bails = 0, crashes = 0;
        string? lastReason = null;
        foreach (Value[][] batch in inputs.Chunk(Batch))
        {
            string[] cases = [.. batch.Select(static args => $"[{string.Join(',', args.Select(Encode))}]")];
            Task<string[]> answers = Task.Run(() => Ask(js, cases));
            Realm realm = NewRealm();
            (string? Result, string? Reason)[] results = [.. batch.Select(args => Run(realm, ours, args))];
            string[] expected = answers.GetAwaiter().GetResult();
            for (int i = 0; i < batch.Length; i++)
            {
                if (expected[i] == Crash)
                {
                    crashes++;
                    tally.BailedOut(Crash);
                }
                else if (results[i].Reason is { } reason)
                {
                    if (!expected[i].StartsWith("{\"e\"", StringComparison.Ordinal)) bails++;
                    lastReason = $"{reason} ({js} on {cases[i]})";
                    tally.BailedOut(reason);
                }
                else if (results[i].Result == expected[i])
                {
                    tally.Equal++;
                }
                else if (++tally.Different <= Shown)
                {
                    different.Add($"on {cases[i]}: Node gives {Readable(expected[i])}, got {Readable(results[i].Result!)}");
                }
            }
        }
        tally.Keep();
        if (different.Count > 0) Assert.Fail($"{js}: {tally.Different} of {inputs.Count} differ:\n{string.Join('\n', different)}");
        Assert.True(crashes <= inputs.Count / 10_000, $"{js}: Node crashes on {crashes} inputs");
        Assert.True(bails <= maxBail * inputs.Count, $"{js}: {bails} of {inputs.Count} bailed out, the last: {lastReason}");
    }

    private static (string? Result, string? Reason) Run(Realm realm, Func<Realm, Value[], Value> ours, Value[] args)
    {
        realm.BeginTurn();
        realm.Joining.Clear();
        try
        {
            return (Encode(ours(realm, args)), null);
        }
        catch (Bailout b)
        {
            return (null, b.Reason);
        }
        catch (JsThrow thrown)
        {
            return ($$"""{"e":{{Units(Op.ToText(realm, thrown.Value))}}}""", null);
        }
    }

    /// <summary>
    /// Node's answers, one for each input. The code that V8 makes of some regular expressions crashes, depending on what ran
    /// before: a batch that does not come through is asked for in halves.
    /// </summary>
    private static string[] Ask(string js, string[] cases)
    {
        if (Answers(js, cases) is { } answers) return answers;
        if (cases.Length == 1) return [Crash];
        return [.. Ask(js, cases[..(cases.Length / 2)]), .. Ask(js, cases[(cases.Length / 2)..])];
    }

    /// <summary>Answers of a process of its own; null when it crashed.</summary>
    private static string[]? Answers(string js, string[] cases)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["--stack-size=4000", "-e", Driver]) start.ArgumentList.Add(argument);
        start.Environment["TZ"] = "UTC";
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        try
        {
            node.StandardInput.WriteLine(JsonSerializer.Serialize(js));
            foreach (string each in cases) node.StandardInput.WriteLine(each);
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            node.WaitForExit();
            if (node.ExitCode == 0) throw;      // else it crashed meanwhile
        }
        string[] answers = output.GetAwaiter().GetResult().Split('\n')[..^1];
        node.WaitForExit();
        return node.ExitCode == 0 && answers.Length == cases.Length ? answers : null;
    }

    private static string Units(string s) => $"[{string.Join(',', s.Select(static c => (int)c))}]";

    /// <summary>With the text beside it, where there is one text.</summary>
    private static string Readable(string encoded)
    {
        JsonElement e = JsonDocument.Parse(encoded, new() { MaxDepth = 2000 }).RootElement;
        return e.TryGetProperty("s", out JsonElement units) || e.TryGetProperty("e", out units)
            ? $"{encoded} '{string.Concat(units.EnumerateArray().Select(static c => (char)c.GetInt32()))}'"
            : e.TryGetProperty("n", out JsonElement n) && n.GetString() is { } bits and not "nan"
            ? $"{encoded} {BitConverter.UInt64BitsToDouble(Convert.ToUInt64(bits, 16)):R}" : encoded;
    }

    internal static string Encode(Value v)
    {
        var text = new StringBuilder();
        Encode(text, v);
        return text.ToString();
    }

    private static void Encode(StringBuilder text, Value v)
    {
        switch (v.Ref)
        {
            case null:
                text.Append("""{"u":0}""");
                break;
            case string or Rope:
                text.Append("""{"s":""").Append(Units(Rope.Flat(v.Ref))).Append('}');
                break;
            case ArrayObject array:
                text.Append("""{"a":[""");
                for (int i = 0; i < array.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    if (array.IsPresent(i)) Encode(text, array[i]);
                    else text.Append("""{"h":0}""");
                }
                text.Append("]}");
                break;
            case PlainObject o:
                text.Append("""{"o":[""");
                int[]? order = o.Order();
                for (int i = 0; i < o.Count; i++)
                {
                    int slot = order is null ? i : order[i];
                    text.Append(i > 0 ? ",[" : "[");
                    Encode(text, o.KeyAt(slot));
                    text.Append(',');
                    Encode(text, o.Slots[slot]);
                    text.Append(']');
                }
                text.Append("]}");
                break;
            case FunctionObject or Builtins.NamespaceObject { IsCallable: true }:
                text.Append("""{"f":0}""");
                break;
            case Symbol or Builtins.NamespaceObject:
                text.Append("""{"o":[]}""");
                break;
            default:
                if (v.IsNull) text.Append("""{"z":0}""");
                else if (v.IsBoolean) text.Append(v.AsBoolean ? """{"b":true}""" : """{"b":false}""");
                else if (double.IsNaN(v.AsNumber)) text.Append("""{"n":"nan"}""");
                else text.Append("""{"n":""").Append('"').Append(BitConverter.DoubleToUInt64Bits(v.AsNumber).ToString("x16")).Append("\"}");
                break;
        }
    }
}
