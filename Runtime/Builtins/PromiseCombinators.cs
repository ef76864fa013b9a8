namespace Containerless.Runtime.Builtins;

/// <summary>Promise.all, allSettled, any and race (ECMA-262 §27.2.4).</summary>
internal static class PromiseCombinators
{
    internal static IEnumerable<(string, Value)> Members() =>
    [
        Method("all", Kind.All), Method("allSettled", Kind.AllSettled), Method("any", Kind.Any), Method("race", Kind.Race),
    ];

    private static (string, Value) Method(string name, Kind kind) => BuiltinTable.Method(name, 1,
        (Realm realm, Value self, in Args args, int line) =>
        {
            if (self.Ref is not JsObject) throw Errors.Type(realm, $"Promise.{name} called on non-object", line);
            Capability result = Capability.Of(realm, self, line);
            JsThrow? thrown = null;
            try
            {
                new Gathering(realm, kind, result, line).Run(self, args[0]);
            }
            catch (JsThrow e)
            {
                thrown = e;
            }
            if (thrown is not null) result.Reject(realm, thrown.Value);
            return result.Promise;
        });

    private enum Kind : byte
    {
        All,
        AllSettled,
        Any,
        Race,
    }

    /// <summary>One call: the promises it waits for and what came of them.</summary>
    private sealed class Gathering(Realm realm, Kind kind, Capability result, int line)
    {
        private readonly ArrayObject _values = realm.Array([]);

        /// <summary>One more than the promises that are pending, until all have been looked at.</summary>
        private int _remaining = 1;

        internal void Run(Value constructor, Value iterable)
        {
            bool builtin = ReferenceEquals(constructor.Ref, PromiseConstructor.Instance);
            FunctionObject? resolve = builtin ? null : Resolver(constructor);
            ValueIterator items = Iterators.OfBuiltin(realm, iterable, line);
            while (items.MoveNext(out Value item))
            {
                realm.Tick(line);
                realm.Charge(64);
                JsThrow? thrown = null;
                try
                {
                    Add(builtin ? Promises.Of(realm, item) : resolve!.Invoke(realm, constructor, new Args(item), line));
                }
                catch (JsThrow e)
                {
                    thrown = e;
                }
                if (thrown is null) continue;
                items.CloseAfterThrow();
                throw thrown;
            }
            if (--_remaining == 0) Finish();
        }

        /// <summary>GetPromiseResolve (§27.2.4.1.1).</summary>
        private FunctionObject Resolver(Value constructor) =>
            Op.GetNamed(realm, constructor, "resolve", line).Ref as FunctionObject
                ?? throw Errors.Type(realm, "resolve is not a function", line);

        private void Add(Value promise)
        {
            var element = new Element(this, _values.Count);
            if (kind != Kind.Race)
            {
                _values.Push(realm, default);
                _remaining++;
            }
            if (promise.Ref is PlainObject { Data: PromiseData data } given && Promises.IsPristine(given))
            {
                data.Then(realm, element);
                return;
            }
            Value onFulfilled = kind is Kind.Any or Kind.Race
                ? result.ResolveFunction
                : new ElementFunction(realm, element, false);
            Value onRejected = kind is Kind.All or Kind.Race
                ? result.RejectFunction
                : new ElementFunction(realm, element, true);
            PromisePrototype.InvokeThen(realm, promise, onFulfilled, onRejected, line);
        }

        /// <summary>What a promise came to.</summary>
        internal void Settled(int index, Value value, bool rejected)
        {
            if (kind == Kind.Race || rejected && kind == Kind.All || !rejected && kind == Kind.Any)
            {
                if (rejected) result.Reject(realm, value);
                else result.Resolve(realm, value);
                return;
            }
            if (kind == Kind.AllSettled)
            {
                PlainObject described = realm.Object();
                described.DefineOwn(realm, "status", rejected ? "rejected" : "fulfilled");
                described.DefineOwn(realm, rejected ? "reason" : "value", value);
                value = described;
            }
            _values.Set(realm, index, value, line);
            if (--_remaining == 0) Finish();
        }

        private void Finish()
        {
            if (kind == Kind.Race) return;
            if (kind == Kind.Any) result.Reject(realm, Promises.AggregateError(realm, _values, line));
            else result.Resolve(realm, _values);
        }
    }

    /// <summary>A promise that is waited for; its own reaction, where that is all that anyone can see.</summary>
    private sealed class Element(Gathering gathering, int index) : Job
    {
        private bool _called;

        internal override void Run(Realm realm, Value value, bool rejected) => gathering.Settled(index, value, rejected);

        /// <summary>The first call counts.</summary>
        internal void Call(Value value, bool rejected)
        {
            if (_called) return;
            _called = true;
            gathering.Settled(index, value, rejected);
        }
    }

    /// <summary>The functions that a thenable gets (§27.2.4.1.3, §27.2.4.2.2, §27.2.4.2.3, §27.2.4.3.2).</summary>
    private sealed class ElementFunction(Realm realm, Element element, bool rejects)
        : FunctionObject(realm, "", 1, FunctionKind.Arrow)
    {
        public override Value Call(Value thisValue, in Args args)
        {
            Realm.Spend(1);
            element.Call(args[0], rejects);
            return default;
        }
    }
}
