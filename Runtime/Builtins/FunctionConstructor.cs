namespace Containerless.Runtime.Builtins;

/// <summary>The function Function (ECMA-262 §20.2.1): making functions from text needs a container.</summary>
internal static class FunctionConstructor
{
    internal static readonly BuiltinConstructor Instance = new("Function", 1,
        static (Realm realm, Value self, in Args args, int line) => throw new Bailout("a function made from text", line), null,
        Prototypes.FunctionObject, NodeNames.FunctionConstructor, []);
}
