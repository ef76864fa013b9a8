using System.Collections.Frozen;

namespace Containerless.Runtime.Builtins;

/// <summary>%GeneratorPrototype% (ECMA-262 §27.5.1).</summary>
internal static class GeneratorPrototype
{
    internal static BuiltinTable Table(BuiltinTable parent) =>
        new("Generator.prototype", NodeNames.GeneratorPrototype, parent,
    [
        Method("next", Resumption.Next),
        Method("return", Resumption.Return),
        Method("throw", Resumption.Throw),
    ]);

    /// <summary>A generator object.</summary>
    internal static PlainObject New(Realm realm, GeneratorFrame frame)
    {
        realm.Charge(72);
        return new PlainObject(realm.EmptyShape, []) { Data = frame };
    }

    private static (string, Value) Method(string name, Resumption mode) => BuiltinTable.Method(name, 1,
        (Realm realm, Value self, in Args args, int line) =>
        {
            if (self.Ref is not PlainObject { Data: GeneratorFrame frame })
                throw new Bailout($"TypeError: {name} method called on incompatible receiver", line);
            GeneratorStep step = frame.Step(realm, mode, args[0], line, out Value value);
            return step == GeneratorStep.Result ? value : Iterators.Result(realm, value, step == GeneratorStep.Done);
        });
}
