using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>What single instructions look at: characters, runs of them, assertions, references.</summary>
internal sealed partial class RegexMatcher
{
    /// <summary>The position after one character of the set; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(string text, int pos, CharTest set, int mode)
    {
        if ((mode & ~(int)RegexMode.Possessive) == 0) return pos < text.Length && set.Has(text[pos]) ? pos + 1 : -1;
        return StepOther(text, pos, set, mode);
    }

    /// <summary>Inside a pair, where V8 may begin, there is no character to either side.</summary>
    private static int StepOther(string text, int pos, CharTest set, int mode)
    {
        bool wide = (mode & (int)RegexMode.Wide) != 0;
        if ((mode & (int)RegexMode.Back) != 0)
        {
            if (pos == 0 || (wide && InPair(text, pos))) return -1;
            int before = pos - 1;
            if (wide && InPair(text, before)) return set.Has(char.ConvertToUtf32(text[before - 1], text[before])) ? before - 1 : -1;
            return set.Has(text[before]) ? before : -1;
        }
        if (pos >= text.Length || (wide && InPair(text, pos))) return -1;
        if (wide && InPair(text, pos + 1)) return set.Has(char.ConvertToUtf32(text[pos], text[pos + 1])) ? pos + 2 : -1;
        return set.Has(text[pos]) ? pos + 1 : -1;
    }

    /// <summary>
    /// Where a run ends that takes as much as it can; -1 where that is less than its minimum. <paramref name="least"/> becomes
    /// the position after the minimum. <paramref name="operands"/>: minimum, maximum, mode.
    /// </summary>
    private int RunEnd(string text, int pos, CharTest set, ReadOnlySpan<int> operands, ref int least)
    {
        int min = operands[0], max = operands[1], mode = operands[2] & ~(int)RegexMode.Possessive;
        if (mode == 0)
        {
            int to = max < text.Length - pos ? pos + max : text.Length;
            int end = set.RunEnd(text, pos, to);
            _budget -= (end - pos) / 16;
            if (end - pos < min) return -1;
            least = pos + min;
            return end;
        }
        least = -1;
        int count = 0;
        for (; ; count++)
        {
            if (count == min) least = pos;
            if (count == max) break;
            int next = StepOther(text, pos, set, mode);
            if (next < 0) break;
            pos = next;
        }
        _budget -= count / 2;
        return least < 0 ? -1 : pos;
    }

    /// <summary>A run's next shorter end; -1 where there is none from which what follows could match.</summary>
    private int GiveBack(RegexProgram program, int pc, string text, int pos, int least)
    {
        int mode = program.Code[pc + 4];
        if ((mode & (int)RegexMode.Back) != 0) return pos + ((mode & (int)RegexMode.Wide) != 0 && InPair(text, pos + 1) ? 2 : 1);
        if ((mode & (int)RegexMode.Wide) != 0) return pos - (InPair(text, pos - 1) ? 2 : 1);
        int wanted = UnitAt(program, pc + 5);
        if (wanted < 0) return pos - 1;
        // Every place before the last one of the unit that has to follow would fail at once.
        int found = text.AsSpan(least, pos - least).LastIndexOf((char)wanted);
        _budget -= (pos - least - found) / 32;
        return found < 0 ? -1 : least + found;
    }

    /// <summary>A lazy run's next longer end, with its count; -1 where there is none from which what follows could match.</summary>
    private int TakeMore(RegexProgram program, int pc, string text, int pos, ref int count)
    {
        int[] code = program.Code;
        CharTest set = program.Sets[code[pc + 1]];
        int wanted = code[pc + 4] == 0 ? UnitAt(program, pc + 5) : -1;
        if (wanted < 0)
        {
            count++;
            return Step(text, pos, set, code[pc + 4]);
        }
        int start = pos;
        while (pos < text.Length && count < code[pc + 3] && set.Has(text[pos]))
        {
            pos++;
            count++;
            if (pos == text.Length || text[pos] != wanted) continue;
            _budget -= (pos - start) / 8;
            return pos;
        }
        _budget -= (pos - start) / 8;
        return -1;
    }

    /// <summary>The unit that the instruction asks for; -1 where it asks for something else.</summary>
    private static int UnitAt(RegexProgram program, int pc) => (RegexOp)program.Code[pc] switch
    {
        RegexOp.Char => program.Code[pc + 1],
        RegexOp.Text => program.Texts[program.Code[pc + 1]][0],
        _ => -1,
    };

    private static bool Holds(RegexProgram program, string text, int pos, RegexAssertionKind kind) => kind switch
    {
        RegexAssertionKind.Start => pos == 0,
        RegexAssertionKind.End => pos == text.Length,
        RegexAssertionKind.LineStart => pos == 0 || IsLineEnd(text[pos - 1]),
        RegexAssertionKind.LineEnd => pos == text.Length || IsLineEnd(text[pos]),
        _ => (IsWord(program, text, pos - 1) != IsWord(program, text, pos)) == (kind == RegexAssertionKind.Word),
    };

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private static bool IsWord(RegexProgram program, string text, int at)
    {
        if ((uint)at >= (uint)text.Length) return false;
        char c = text[at];
        return char.IsAsciiLetterOrDigit(c) || c == '_' || (program is { Unicode: true, IgnoreCase: true } && c is '\u017f' or '\u212a');
    }

    /// <summary>BackreferenceMatcher (§22.2.2.7.2): the position after the same text again; -1 where it is not there.</summary>
    private int Reference(RegexProgram program, string text, int pos, int group, bool back)
    {
        int from = _registers[2 * group], to = _registers[2 * group + 1];
        if (from < 0 || to < 0) return program.Unicode && InPair(text, pos) ? -1 : pos;
        int length = to - from;
        int begin = back ? pos - length : pos;
        if (begin < 0 || begin + length > text.Length) return -1;
        _budget -= length / 16;
        if (!program.IgnoreCase)
        {
            if (!text.AsSpan(from, length).SequenceEqual(text.AsSpan(begin, length))) return -1;
        }
        else
        {
            _budget -= length;
            for (int i = 0; i < length; i++)
            {
                if (text[from + i] == text[begin + i]) continue;
                int a = text[from + i], b = text[begin + i];
                // Equal characters have equally many units, so the two texts stay in step.
                if (program.Unicode && InPair(text, from + i + 1) && InPair(text, begin + i + 1) && i + 1 < length)
                {
                    a = char.ConvertToUtf32(text[from + i], text[from + i + 1]);
                    b = char.ConvertToUtf32(text[begin + i], text[begin + i + 1]);
                    if (CaseFolding.Canonical(a, true) != CaseFolding.Canonical(b, true)) return -1;
                    i++;
                }
                else if (CaseFolding.Canonical(a, program.Unicode) != CaseFolding.Canonical(b, program.Unicode))
                {
                    return -1;
                }
            }
        }
        int end = back ? begin : begin + length;
        // Half a pair is a character only where it stands alone.
        return program.Unicode && InPair(text, end) ? -1 : end;
    }
}
