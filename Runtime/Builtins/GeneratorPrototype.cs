namespace Containerless.Runtime.Builtins;

/// <summary>%GeneratorPrototype% (ECMA-262 §27.5.1).</summary>
internal static class GeneratorPrototype
{
    private static readonly (string, Value Function) NextMember = Method("next", Resumption.Next);

    internal static readonly NamespaceObject Instance = new("Generator.prototype",
        new BuiltinTable("Generator.prototype", NodeNames.GeneratorPrototype, Prototypes.Iterator,
    [
        NextMember,
        Method("return", Resumption.Return),
        Method("throw", Resumption.Throw),
        BuiltinTable.Tag("Generator"),
    ]));

    /// <summary>The method <c>next</c>, which loops may go around.</summary>
    internal static readonly object Next = NextMember.Function.Ref!;

    /// <summary>A generator object.</summary>
    internal static PlainObject New(Realm realm, GeneratorFrame frame)
    {
        realm.Charge(72);
        return new PlainObject(frame.Function.GeneratorShape(realm), [], frame);
    }

    private static (string, Value) Method(string name, Resumption mode) => BuiltinTable.Method(name, 1,
        (Realm realm, Value self, in Args args, int line) =>
        {
            if (self.Ref is not PlainObject { Data: GeneratorFrame frame })
                throw Errors.Type(realm, $"Method [Generator].prototype.{name} called on incompatible receiver {Errors.Show(realm, self, line)}", line);
            GeneratorStep step = frame.Step(realm, mode, args[0], line, out Value value);
            return step == GeneratorStep.Result ? value : Iterators.Result(realm, value, step == GeneratorStep.Done);
        });
}
