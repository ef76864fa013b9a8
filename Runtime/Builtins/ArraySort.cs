namespace Containerless.Runtime.Builtins;

/// <summary>Array.prototype.sort (ECMA-262 §23.1.3.30).</summary>
internal static class ArraySort
{
    internal static Value Sort(Realm r, Value self, in Args args, int line) =>
        throw new Bailout("builtin Array.prototype.sort is not implemented", line);
}
