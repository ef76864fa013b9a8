namespace Containerless.Runtime.Builtins;

/// <summary>
/// The setters of dates (ECMA-262 §21.4.4.20 to 34). As in V8, arguments after the first are converted only where the date
/// is valid, but for setFullYear.
/// </summary>
internal static class DateSetters
{
    internal static readonly (string, Value)[] Members =
    [
        BuiltinTable.Method("setTime", 1, static (Realm r, Value self, in Args args, int line) =>
        {
            DateData data = DatePrototype.This(r, self, "setTime", line);
            return data.Time = DateMath.Clip(Op.ToNumber(r, args[0]));
        }),
        .. Both("Milliseconds", 1, static (Realm r, DateData data, in Args args) => SetTime(r, data, 3, in args)),
        .. Both("Seconds", 2, static (Realm r, DateData data, in Args args) => SetTime(r, data, 2, in args)),
        .. Both("Minutes", 3, static (Realm r, DateData data, in Args args) => SetTime(r, data, 1, in args)),
        .. Both("Hours", 4, static (Realm r, DateData data, in Args args) => SetTime(r, data, 0, in args)),
        .. Both("Date", 1, static (Realm r, DateData data, in Args args) => SetDay(r, data, 2, in args)),
        .. Both("Month", 2, static (Realm r, DateData data, in Args args) => SetDay(r, data, 1, in args)),
        .. Both("FullYear", 3, static (Realm r, DateData data, in Args args) => SetYear(r, data, false, in args)),
        Member("setYear", 1, static (Realm r, DateData data, in Args args) => SetYear(r, data, true, new Args(args[0]))),
    ];

    private delegate double Setter(Realm r, DateData data, in Args args);

    private static (string, Value)[] Both(string part, int length, Setter set) =>
        [Member("set" + part, length, set), Member("setUTC" + part, length, set)];

    private static (string, Value) Member(string name, int length, Setter set) => BuiltinTable.Method(name, length,
        (Realm r, Value self, in Args args, int line) =>
        {
            DateData data = DatePrototype.This(r, self, name, line);
            return data.Time = DateMath.Clip(set(r, data, in args));
        });

    /// <summary>From hours (0) to milliseconds (3): what is not given stays.</summary>
    private static double SetTime(Realm r, DateData data, int first, in Args args)
    {
        double value = Op.ToNumber(r, args[0]);
        double time = data.Time;
        if (double.IsNaN(time)) return time;
        DateMath.Fields f = DateMath.Split(time);
        Span<double> parts = [f.Hours, f.Minutes, f.Seconds, f.Milliseconds];
        parts[first] = value;
        for (int i = 1; first + i < 4 && i < args.Count; i++) parts[first + i] = Op.ToNumber(r, args[i]);
        return DateMath.MakeDate(DateMath.DayOf(time), DateMath.MakeTime(parts[0], parts[1], parts[2], parts[3]));
    }

    /// <summary>Month (1) or day of the month (2).</summary>
    private static double SetDay(Realm r, DateData data, int first, in Args args)
    {
        double value = Op.ToNumber(r, args[0]);
        double time = data.Time;
        if (double.IsNaN(time)) return time;
        DateMath.Fields f = DateMath.Split(time);
        double month = first == 1 ? value : f.Month;
        double date = first == 2 ? value : args.Count > 1 ? Op.ToNumber(r, args[1]) : f.Date;
        return DateMath.MakeDate(DateMath.MakeDay(f.Year, month, date), DateMath.TimeWithinDay(time));
    }

    /// <summary>An invalid date becomes the first of January.</summary>
    private static double SetYear(Realm r, DateData data, bool twoDigits, in Args args)
    {
        double year = Op.ToNumber(r, args[0]);
        if (twoDigits) year = DateMath.FullYear(year);
        double time = data.Time, month = 0, date = 1, rest = 0;
        if (!double.IsNaN(time))
        {
            DateMath.Fields f = DateMath.Split(time);
            (month, date, rest) = (f.Month, f.Date, DateMath.TimeWithinDay(time));
        }
        if (args.Count > 1) month = Op.ToNumber(r, args[1]);
        if (args.Count > 2) date = Op.ToNumber(r, args[2]);
        return DateMath.MakeDate(DateMath.MakeDay(year, month, date), rest);
    }
}
