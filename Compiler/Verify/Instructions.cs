using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Containerless.Compiler.Verify;

/// <summary>One instruction of a method.</summary>
/// <param name="Offset">Where it stands, from the start of the code.</param>
/// <param name="Code">What it is.</param>
/// <param name="Token">Its operand, where that is a token; else 0.</param>
/// <param name="Target">Offset that a branch goes to; else -1.</param>
internal readonly record struct Instruction(int Offset, OpCode Code, int Token, int Target);

/// <summary>Reads IL and refuses what could step outside the type system: indirect memory, indirect calls, tokens as values.</summary>
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

    /// <summary>The instructions of a method.</summary>
    /// <exception cref="ArtifactRefusedException">One of them is forbidden.</exception>
    public static List<Instruction> Read(BlobReader code, string method)
    {
        var all = new List<Instruction>();
        while (code.RemainingBytes > 0)
        {
            int offset = code.Offset;
            int value = code.ReadByte();
            if (value == 0xFE)
            {
                value = 0xFE00 | code.ReadByte();
            }

            if (!All.TryGetValue(value, out OpCode op) || Forbidden.Contains(op.Name!))
            {
                throw new ArtifactRefusedException($"{method} holds the instruction {op.Name ?? value.ToString("x4")}");
            }

            BlobReader operand = code;
            code.Offset += OperandSize(op, code);
            int target = op.OperandType switch
            {
                OperandType.ShortInlineBrTarget => code.Offset + operand.ReadSByte(),
                OperandType.InlineBrTarget => code.Offset + operand.ReadInt32(),
                _ => -1,
            };
            all.Add(new Instruction(offset, op, HasToken(op) ? operand.ReadInt32() : 0, target));
        }

        return all;
    }

    private static bool HasToken(OpCode op) => op.OperandType is
        OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok;

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
