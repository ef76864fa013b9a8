using System.Runtime.CompilerServices;

namespace Containerless.Runtime.Builtins;

/// <summary>
/// Runs programs: one per realm, for its stack is reused. Backtracking, as ECMA-262 §22.2.2 prescribes it, on a stack of
/// its own, so that no pattern or text can exhaust the thread's; every step back costs gas, every growth memory.
/// </summary>
/// <remarks>
/// An entry of the stack has three numbers. (target, position, -): go on there. (~instruction, position, …): let that
/// Run or RunLazy try its next way. (Undo - register, value, -): the register had that value before. Whatever is written
/// to a register is undone on the way back, so a branch always sees the registers of the moment it was remembered.
/// </remarks>
internal sealed partial class RegexMatcher
{
    private const int Undo = int.MinValue / 2;
    private const int Entry = 3;

    /// <summary>
    /// V8 throws when its backtrack stack, of at most 64 MiB, is full. We bail out long before: an entry of ours stands
    /// for at most four of its numbers, and a run for two a unit of the text.
    /// </summary>
    private const int MaxStack = 1_000_000 * Entry, MaxText = 2_000_000;

    /// <summary>A larger stack is not kept for the next match.</summary>
    private const int KeptStack = 64 * 1024;

    /// <summary>Steps between two charges of gas.</summary>
    private const int Slice = 256;

    /// <summary>
    /// Steps of one match, about a second. Some patterns that backtrack without end here V8 sees to be hopeless, so the
    /// container decides whether it takes too long.
    /// </summary>
    private const long MaxSteps = 100_000_000;

    private int[] _stack = new int[64 * Entry];
    private int[] _registers = [];
    private int _budget;
    private long _steps;

    /// <summary>Start and end of each group, -1 where it did not participate; valid until the next match.</summary>
    internal ReadOnlySpan<int> Captures => _registers;

    /// <summary>Whether there is a match at or (unless sticky) after <paramref name="from"/>.</summary>
    internal bool Exec(Realm realm, RegexProgram program, string text, int from, bool sticky)
    {
        if (text.Length > MaxText) throw new Bailout("regular expression on a very long text");
        realm.Spend(2);
        _steps = 0;
        if (_registers.Length < program.Registers) _registers = new int[program.Registers * 2];
        // A position inside a surrogate pair is one code point's: its start (RegExpBuiltinExec steps 10, 13.a). V8 tries
        // the position itself as well, and it alone where it takes the pattern for a mere text.
        bool inPair = program.Unicode && InPair(text, from);
        if (inPair && program.IsText && !sticky) throw new Bailout("search from inside a surrogate pair");
        if (inPair) from--;
        if (sticky) return Try(realm, program, text, from) || (inPair && Try(realm, program, text, from + 1));
        if (program.Anchored) return from == 0 && Try(realm, program, text, 0);
        for (int at = from; at <= text.Length; at++)
        {
            if (program.Prefix is not null || program.First is not null)
            {
                int found = program.Prefix is not null ? Find(text, program.Prefix, at) : program.First!.Find(text, at);
                realm.Spend(((found < 0 ? text.Length : found) - at) / 32);
                if (found < 0) return false;
                at = found;
            }
            // In V8 an empty match may be inside a pair, other than in the specification; see Step.
            if (Try(realm, program, text, at)) return true;
        }
        return false;
    }

    private static int Find(string text, string prefix, int at)
    {
        int found = text.AsSpan(at).IndexOf(prefix, StringComparison.Ordinal);
        return found < 0 ? -1 : at + found;
    }

    private static bool InPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    private bool Try(Realm realm, RegexProgram program, string text, int at)
    {
        _registers.AsSpan(0, program.Registers).Fill(-1);
        bool matched = Run(realm, program, text, at);
        realm.Spend(Slice - _budget >> 1);
        if (_stack.Length > KeptStack) _stack = new int[64 * Entry];
        return matched;
    }

    private bool Run(Realm realm, RegexProgram program, string text, int start)
    {
        int[] code = program.Code;
        int[] registers = _registers;
        int[] stack = _stack;
        int top = 0;        // of the stack
        int pc = 0;
        int pos = start;
        _budget = Slice;
        registers[0] = start;
        for (; ; )
        {
            if (top + 2 * Entry > stack.Length) stack = Grow(realm, top);
            switch ((RegexOp)code[pc])
            {
                case RegexOp.Match:
                    registers[1] = pos;
                    return true;

                case RegexOp.Char:
                    if (pos >= text.Length || text[pos] != code[pc + 1]) break;
                    pos++;
                    pc += 2;
                    continue;

                case RegexOp.Text:
                    string wanted = program.Texts[code[pc + 1]];
                    if (!text.AsSpan(pos).StartsWith(wanted)) break;
                    pos += wanted.Length;
                    pc += 2;
                    continue;

                case RegexOp.Set:
                    int next = Step(text, pos, program.Sets[code[pc + 1]], code[pc + 2]);
                    if (next < 0) break;
                    pos = next;
                    pc += 3;
                    continue;

                case RegexOp.Split:
                    if (pos < text.Length)
                    {
                        if (code[pc + 2] >= 0 && !program.Sets[code[pc + 2]].Has(text[pos]))
                        {
                            pc = code[pc + 1];
                            continue;
                        }
                        if (code[pc + 3] >= 0 && !program.Sets[code[pc + 3]].Has(text[pos]))
                        {
                            pc += 4;
                            continue;
                        }
                    }
                    Push(stack, ref top, code[pc + 1], pos, 0);
                    pc += 4;
                    continue;

                case RegexOp.SplitLazy:
                    Push(stack, ref top, pc + 2, pos, 0);
                    pc = code[pc + 1];
                    continue;

                case RegexOp.Jump:
                    pc = code[pc + 1];
                    continue;

                case RegexOp.Loop:
                    if (--_budget < 0) Spend(realm);
                    pc = code[pc + 1];
                    continue;

                case RegexOp.Save:
                    Write(registers, stack, ref top, code[pc + 1], pos);
                    pc += 2;
                    continue;

                case RegexOp.Reset:
                    for (int r = 2 * code[pc + 1]; r <= 2 * code[pc + 2] + 1; r++)
                    {
                        if (registers[r] == -1) continue;
                        if (top + 2 * Entry > stack.Length) stack = Grow(realm, top);
                        Write(registers, stack, ref top, r, -1);
                    }
                    _budget -= (code[pc + 2] - code[pc + 1]) / 4;
                    pc += 3;
                    continue;

                case RegexOp.MustMove:
                    if (registers[code[pc + 1]] == pos) break;
                    pc += 2;
                    continue;

                case RegexOp.MustMoveAfter:
                    if (registers[code[pc + 1]] == pos && registers[code[pc + 2]] >= code[pc + 3]) break;
                    pc += 4;
                    continue;

                case RegexOp.Zero:
                    Write(registers, stack, ref top, code[pc + 1], 0);
                    pc += 2;
                    continue;

                case RegexOp.Repeat:
                    int done = registers[code[pc + 1]];
                    if (done >= code[pc + 3])
                    {
                        pc = code[pc + 5];
                    }
                    else
                    {
                        bool enough = done >= code[pc + 2], greedy = code[pc + 4] != 0;
                        if (enough) Push(stack, ref top, greedy ? code[pc + 5] : pc + 6, pos, 0);
                        pc = enough && !greedy ? code[pc + 5] : pc + 6;
                    }
                    continue;

                case RegexOp.Next:
                    if (--_budget < 0) Spend(realm);
                    Write(registers, stack, ref top, code[pc + 1], registers[code[pc + 1]] + 1);
                    pc = code[pc + 2];
                    continue;

                case RegexOp.Run:
                    int least = pos;
                    next = RunEnd(text, pos, program.Sets[code[pc + 1]], code.AsSpan(pc + 2, 3), ref least);
                    if (next < 0) break;
                    if (next != least && (code[pc + 4] & (int)RegexMode.Possessive) == 0) Push(stack, ref top, ~pc, next, least);
                    pos = next;
                    pc += 5;
                    continue;

                case RegexOp.RunLazy:
                    int count = 0;
                    for (next = pos; next >= 0 && count < code[pc + 2]; count++)
                    {
                        if (--_budget < 0) Spend(realm);
                        next = Step(text, next, program.Sets[code[pc + 1]], code[pc + 4]);
                    }
                    if (next < 0) break;
                    pos = next;
                    if (count < code[pc + 3]) Push(stack, ref top, ~pc, pos, count);
                    pc += 5;
                    continue;

                case RegexOp.Assert:
                    if (!Holds(program, text, pos, (RegexAssertionKind)code[pc + 1])) break;
                    pc += 2;
                    continue;

                case RegexOp.Reference:
                    next = Reference(program, text, pos, code[pc + 1], (code[pc + 2] & (int)RegexMode.Back) != 0);
                    if (next < 0) break;
                    pos = next;
                    pc += 3;
                    continue;

                case RegexOp.Look:
                    Write(registers, stack, ref top, code[pc + 1] + 1, pos);
                    if (top + 2 * Entry > stack.Length) stack = Grow(realm, top);
                    // Above what this very write pushes: an entry that restores the register.
                    Push(stack, ref top, Undo - code[pc + 1], registers[code[pc + 1]], 0);
                    registers[code[pc + 1]] = top;
                    pc += 2;
                    continue;

                case RegexOp.LookMatched:
                    // The lookaround is not entered again, but what it captured is undone on the way back.
                    top = Forget(stack, registers[code[pc + 1]], top);
                    pos = registers[code[pc + 1] + 1];
                    pc += 2;
                    continue;

                case RegexOp.LookNot:
                    Push(stack, ref top, Undo - code[pc + 1], registers[code[pc + 1]], 0);
                    registers[code[pc + 1]] = top;
                    Push(stack, ref top, code[pc + 2], pos, 0);
                    pc += 3;
                    continue;

                case RegexOp.LookNotMatched:
                    // Undone down to where it began, its way out included: then it has failed.
                    int bottom = registers[code[pc + 1]];
                    while (top > bottom)
                    {
                        top -= Entry;
                        if (stack[top] <= Undo) registers[Undo - stack[top]] = stack[top + 1];
                    }
                    break;

                case RegexOp.Fail:
                    break;
            }

            // The branch has failed.
            for (; ; )
            {
                if (--_budget < 0) Spend(realm);
                if (top == 0) return false;
                top -= Entry;
                int what = stack[top], a = stack[top + 1], b = stack[top + 2];
                if (what >= 0)
                {
                    pc = what;
                    pos = a;
                    break;
                }
                if (what <= Undo)
                {
                    registers[Undo - what] = a;
                    continue;
                }
                pc = ~what;
                int again;
                if ((RegexOp)code[pc] == RegexOp.Run)
                {
                    again = GiveBack(program, pc, text, a, b);
                    if (again < 0) continue;
                    if (again != b) Push(stack, ref top, what, again, b);
                }
                else
                {
                    again = TakeMore(program, pc, text, a, ref b);
                    if (again < 0) continue;
                    if (b < code[pc + 3]) Push(stack, ref top, what, again, b);
                }
                pos = again;
                pc += 5;
                break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Push(int[] stack, ref int top, int what, int a, int b)
    {
        stack[top] = what;
        stack[top + 1] = a;
        stack[top + 2] = b;
        top += Entry;
    }

    /// <summary>Writes a register so that it is undone on the way back; with an empty stack there is no way back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(int[] registers, int[] stack, ref int top, int register, int value)
    {
        int old = registers[register];
        if (old == value) return;
        if (top > 0) Push(stack, ref top, Undo - register, old, 0);
        registers[register] = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int[] Grow(Realm realm, int top)
    {
        if (top > MaxStack) throw new Bailout("regular expression: too much to go back to");
        realm.Charge(8L * _stack.Length);
        Array.Resize(ref _stack, _stack.Length * 2);
        return _stack;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Spend(Realm realm)
    {
        realm.Spend(Slice - _budget);
        if ((_steps += Slice - _budget) > MaxSteps) throw new Bailout("regular expression: too many steps");
        _budget = Slice;
    }

    /// <summary>Drops the branches above <paramref name="bottom"/> and keeps what undoes registers.</summary>
    private int Forget(int[] stack, int bottom, int top)
    {
        int kept = bottom;
        for (int at = bottom; at < top; at += Entry)
        {
            if (stack[at] > Undo) continue;
            stack[kept] = stack[at];
            stack[kept + 1] = stack[at + 1];
            kept += Entry;
        }
        _budget -= (top - bottom) / 16;
        return kept;
    }
}
