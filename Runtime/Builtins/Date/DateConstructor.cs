namespace Containerless.Runtime.Builtins
{
    /// <summary>[[DateValue]] (ECMA-262 §21.4.5): a time value.</summary>
    internal sealed class DateData(double time) : ITagged
    {
        internal double Time = time;

        public string Tag => "Date";
    }

    /// <summary>The function Date (ECMA-262 §21.4.2, §21.4.3).</summary>
    internal static class DateConstructor
    {
        internal static readonly BuiltinConstructor Instance = new(
            "Date", 7, static (Realm r, Value self, in Args args, int line) => DateText.Full(r.Now()),
            Construct, DatePrototype.Instance, NodeNames.DateConstructor,
            [
                BuiltinTable.Method("now", 0, static (Realm r, Value self, in Args args, int line) => r.Now()),
                BuiltinTable.Method("parse", 1, static (Realm r, Value self, in Args args, int line) => Parse(r, Op.ToText(r, args[0]))),
                BuiltinTable.Method("UTC", 7, static (Realm r, Value self, in Args args, int line) => OfParts(r, in args)),
            ]);

        private static Value Construct(Realm r, FunctionObject newTarget, in Args args, int line)
        {
            double time;
            if (args.Count == 0) time = r.Now();
            else if (args.Count > 1) time = OfParts(r, in args);
            else if (args[0].Ref is PlainObject { Data: DateData other }) time = other.Time;
            else time = OfValue(r, Op.ToPrimitive(r, args[0], Op.Hint.Default));
            Shape shape = r.ShapeOfNew(newTarget, DatePrototype.Instance, line);
            r.Charge(104);
            return new PlainObject(shape, [], new DateData(time));
        }

        private static double OfValue(Realm r, Value v) => v.IsString ? Parse(r, Op.ToText(r, v)) : DateMath.Clip(Op.ToNumber(r, v));

        private static double Parse(Realm r, string text)
        {
            r.Spend(4 + text.Length / 2);
            return DateParser.Parse(text);
        }

        /// <summary>From a year and what follows it; the constructor and Date.UTC are the same in UTC.</summary>
        private static double OfParts(Realm r, in Args args)
        {
            Span<double> parts = [double.NaN, 0, 1, 0, 0, 0, 0];
            for (int i = 0; i < parts.Length && i < args.Count; i++) parts[i] = Op.ToNumber(r, args[i]);
            return DateMath.Clip(DateMath.MakeDate(
                DateMath.MakeDay(DateMath.FullYear(parts[0]), parts[1], parts[2]), DateMath.MakeTime(parts[3], parts[4], parts[5], parts[6])));
        }
    }
}

namespace Containerless.Runtime
{
    // What dates need.
    public sealed partial class Realm
    {
        /// <summary>Milliseconds since 1970 by the clock that the host gave.</summary>
        internal double Now()
        {
            double now = Math.Floor((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds);
            (_readings ??= new Hosting.ClockReadings()).Add(now);
            return now;
        }
    }
}
