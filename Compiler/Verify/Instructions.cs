using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Containerless.Compiler.Verify;

/// <summary>Refuses IL that could step outside the type system: indirect memory, indirect calls, tokens as values.</summary>
internal static class Instructions
{
    private static readonly FrozenDictionary<int, OpCode> All = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static f => (OpCode)f.GetValue(null)!)
        .ToFrozenDictionary(static o => (int)(ushort)o.Value);

    private static readonly FrozenSet<string> Forbidden = new[]
    {
        "calli", "jmp", "localloc", "cpblk", "initblk", "cpobj", "ldftn", "ldvirtftn", "ldtoken", "mkrefany", "refanyval",
        "refanytype", "arglist", "unaligned.", "volatile.", "sizeof", "ldsflda", "stsfld", "break",
        "rethrow", "endfinally", "endfilter", "unbox", "stobj", "ldelema",
        "ldind.i", "ldind.i1", "ldind.u1", "ldind.i2", "ldind.u2", "ldind.i4", "ldind.u4", "ldind.i8", "ldind.r4",
        "ldind.r8", "ldind.ref", "stind.i", "stind.i1", "stind.i2", "stind.i4", "stind.i8", "stind.r4", "stind.r8",
        "stind.ref", "conv.i", "conv.u", "conv.ovf.i", "conv.ovf.u", "conv.ovf.i.un", "conv.ovf.u.un",
    }.ToFrozenSet();

    /// <summary>Refuses what is forbidden; <c>throw</c> may only follow a call that <paramref name="makesThrow"/> takes.</summary>
    public static void Check(BlobReader code, string method, Func<int, bool> makesThrow)
    {
        bool mayThrow = false;
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
            {
                value = 0xFE00 | code.ReadByte();
            }

            if (!All.TryGetValue(value, out OpCode op) || Forbidden.Contains(op.Name!) || (op == OpCodes.Throw && !mayThrow))
            {
                throw new ArtifactRefusedException($"{method} holds the instruction {op.Name ?? value.ToString("x4")}");
            }

            BlobReader operand = code;
            mayThrow = op == OpCodes.Call && makesThrow(operand.ReadInt32());

            code.Offset += OperandSize(op, code);
        }
    }

    private static int OperandSize(OpCode op, BlobReader code) => op.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (checked((int)code.ReadUInt32()) * 4), // the reader is a copy
        _ => 4,
    };
}
