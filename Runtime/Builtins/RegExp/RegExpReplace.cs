using System.Text;

namespace Containerless.Runtime.Builtins;

/// <summary>RegExp.prototype [ @@replace ] (ECMA-262 §22.2.6.11) of a pristine regular expression.</summary>
internal static class RegExpReplace
{
    internal static Value Replace(Realm r, PlainObject o, string text, Value replacement, int line)
    {
        RegExpData data = RegExpPrototype.Data(o);
        RegexProgram program = data.Program;
        var f = replacement.Ref as FunctionObject;
        string template = f is null ? Op.ToText(r, replacement) : "";
        // All matches are found before anything is replaced: a function may use the very same regular expression.
        var matches = new List<int>();
        if (!data.Global)
        {
            if (RegExpExec.TryMatch(r, o, text, line)) Keep(r, matches, program);
        }
        else
        {
            RegExpObjects.SetLastIndex(r, o, 0, line);
            for (int at = 0; at <= text.Length && r.Matcher.Exec(r, program, text, at, data.Sticky);)
            {
                ReadOnlySpan<int> captures = r.Matcher.Captures;
                // V8's code has the groups of the next match wrong (those that do not participate are empty).
                if (captures[1] == captures[0] && program is { Unicode: true, Groups: > 0 } && captures[1] < text.Length)
                    throw new Bailout("replacement of empty matches under the flags gu", line);
                at = captures[1] > captures[0] ? captures[1] : RegExpObjects.Advance(text, captures[1], program.Unicode);
                Keep(r, matches, program);
            }
        }
        if (matches.Count == 0) return text;
        var result = new TextBuilder(r);
        int copied = 0, size = 2 * (program.Groups + 1);
        for (int i = 0; i < matches.Count; i += size)
        {
            // A copy, as the list's storage is nobody's while the function runs.
            int[] captures = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(matches).Slice(i, size)];
            result.Append(text.AsSpan(copied, captures[0] - copied));
            if (f is null) Substitute(r, ref result, template, program, text, captures);
            else result.Append(Op.ToText(r, Call(r, f, program, text, captures, line)));
            copied = captures[1];
        }
        result.Append(text.AsSpan(copied));
        return result.ToString();
    }

    private static void Keep(Realm r, List<int> matches, RegexProgram program)
    {
        r.Charge(16L * (program.Groups + 1));
        matches.AddRange(r.Matcher.Captures[..(2 * (program.Groups + 1))]);
    }

    private static Value Call(Realm r, FunctionObject f, RegexProgram program, string text, int[] captures, int line)
    {
        bool named = program.Names.Length > 0;
        var args = new Value[program.Groups + (named ? 4 : 3)];
        for (int group = 0; group <= program.Groups; group++) args[group] = RegExpExec.Capture(r, text, captures, group);
        args[program.Groups + 1] = captures[0];
        args[program.Groups + 2] = text;
        if (named) args[^1] = RegExpExec.Groups(r, program, args);
        r.Charge(24 + 16L * args.Length);
        return f.Invoke(r, default, new Args(args), line);
    }

    /// <summary>GetSubstitution (§22.1.3.19.1).</summary>
    private static void Substitute(Realm r, ref TextBuilder result, string template, RegexProgram program, string text, int[] captures)
    {
        r.Spend(1 + template.Length / 8);
        int at = 0;
        while (true)
        {
            int dollar = template.IndexOf('$', at);
            if (dollar < 0 || dollar == template.Length - 1) break;
            result.Append(template.AsSpan(at, dollar - at));
            at = dollar + 2;
            char c = template[dollar + 1];
            switch (c)
            {
                case '$':
                    result.Append("$");
                    break;
                case '&':
                    result.Append(text.AsSpan(captures[0], captures[1] - captures[0]));
                    break;
                case '`':
                    result.Append(text.AsSpan(0, captures[0]));
                    break;
                case '\'':
                    result.Append(text.AsSpan(captures[1]));
                    break;
                case '<' when program.Names.Length > 0 && template.IndexOf('>', at) is >= 0 and var end:
                    string name = template[at..end];
                    AppendGroup(ref result, text, captures, Array.Find(program.Names, n => n.Name == name).Index);
                    at = end + 1;
                    break;
                case >= '0' and <= '9':
                    int group = c - '0';
                    if (group <= program.Groups && at < template.Length && char.IsAsciiDigit(template[at])
                        && group * 10 + template[at] - '0' <= program.Groups)
                    {
                        group = group * 10 + template[at++] - '0';
                    }
                    if (group >= 1 && group <= program.Groups) AppendGroup(ref result, text, captures, group);
                    else result.Append(template.AsSpan(dollar, at - dollar));
                    break;
                default:
                    result.Append(template.AsSpan(dollar, 2));
                    break;
            }
        }
        result.Append(template.AsSpan(at));
    }

    /// <summary>Group 0 stands for a name that no group has: undefined, and so nothing.</summary>
    private static void AppendGroup(ref TextBuilder result, string text, int[] captures, int group)
    {
        if (group > 0 && captures[2 * group] >= 0 && captures[2 * group + 1] >= 0)
            result.Append(text.AsSpan(captures[2 * group], captures[2 * group + 1] - captures[2 * group]));
    }

    /// <summary>A string in the making, which charges for what it holds.</summary>
    private readonly struct TextBuilder(Realm realm)
    {
        private readonly StringBuilder _text = new();

        internal void Append(ReadOnlySpan<char> part)
        {
            if (_text.Length + (long)part.Length > Rope.MaxLength) throw new Bailout("RangeError: Invalid string length");
            realm.Spend(1 + part.Length / 32);
            realm.Charge(4L * part.Length);
            _text.Append(part);
        }

        public override string ToString() => _text.ToString();
    }
}
