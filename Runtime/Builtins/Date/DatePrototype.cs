namespace Containerless.Runtime.Builtins;

/// <summary>
/// Date.prototype (ECMA-262 §21.4.4, §B.2.3). Under TZ=UTC each member of local time is the one of UTC. What depends on a
/// locale is not there.
/// </summary>
internal static class DatePrototype
{
    private static readonly Value UtcText = Text("toUTCString", DateText.Utc).Item2;

    internal static readonly NamespaceObject Instance = new("Date.prototype", new BuiltinTable("Date.prototype", NodeNames.DatePrototype, Prototypes.Object,
    [
        .. Getter("FullYear", static f => f.Year),
        .. Getter("Month", static f => f.Month),
        .. Getter("Date", static f => f.Date),
        .. Getter("Day", static f => f.Weekday),
        .. Getter("Hours", static f => f.Hours),
        .. Getter("Minutes", static f => f.Minutes),
        .. Getter("Seconds", static f => f.Seconds),
        .. Getter("Milliseconds", static f => f.Milliseconds),
        Field("getTimezoneOffset", static f => 0),
        BuiltinTable.Method("getYear", 0, static (Realm r, Value self, in Args args, int line) =>
        {
            double time = This(r, self, "getYear", line).Time;
            return double.IsNaN(time) ? time : DateMath.Split(time).Year - 1900;
        }),
        BuiltinTable.Method("getTime", 0, static (Realm r, Value self, in Args args, int line) => Time(r, self, line)),
        BuiltinTable.Method("valueOf", 0, static (Realm r, Value self, in Args args, int line) => Time(r, self, line)),
        .. DateSetters.Members,
        Text("toString", DateText.Full),
        Text("toDateString", DateText.Date),
        Text("toTimeString", DateText.Time),
        ("toUTCString", UtcText),
        ("toGMTString", UtcText),
        BuiltinTable.Method("toISOString", 0, static (Realm r, Value self, in Args args, int line) =>
        {
            double time = This(r, self, "toISOString", line).Time;
            return double.IsNaN(time) ? throw Errors.Range(r, "Invalid time value", line) : NewText(r, DateText.Iso(time));
        }),
        BuiltinTable.Method("toJSON", 1, ToJson),
        BuiltinTable.Method(Symbol.ToPrimitive, 1, ToPrimitive),
    ]));

    /// <summary>The receiver of a member that V8 has in C++.</summary>
    internal static DateData This(Realm r, Value self, string method, int line) => self.Ref is PlainObject { Data: DateData data }
        ? data
        : throw Errors.Type(r, $"Method Date.prototype.{method} called on incompatible receiver {Errors.Show(r, self, line)}", line);

    private static double Time(Realm r, Value self, int line) => self.Ref is PlainObject { Data: DateData data }
        ? data.Time
        : throw Errors.Type(r, "this is not a Date object.", line);

    private static (string, Value)[] Getter(string part, Func<DateMath.Fields, int> get) =>
        [Field("get" + part, get), Field("getUTC" + part, get)];

    private static (string, Value) Field(string name, Func<DateMath.Fields, int> get) => BuiltinTable.Method(name, 0,
        (Realm r, Value self, in Args args, int line) =>
        {
            double time = Time(r, self, line);
            return double.IsNaN(time) ? time : get(DateMath.Split(time));
        });

    private static (string, Value) Text(string name, Func<double, string> show) => BuiltinTable.Method(name, 0,
        (Realm r, Value self, in Args args, int line) => NewText(r, show(This(r, self, name, line).Time)));

    private static string NewText(Realm r, string text)
    {
        r.Spend(10);
        r.Charge(24 + 2 * text.Length);
        return text;
    }

    /// <summary>§21.4.4.37: for whatever has toISOString.</summary>
    private static Value ToJson(Realm r, Value self, in Args args, int line)
    {
        Value time = Op.ToPrimitive(r, self, Op.Hint.Number);
        if (time.IsNumber && !double.IsFinite(time.AsNumber)) return Value.Null;
        return Op.GetNamed(r, self, "toISOString", line).Ref is FunctionObject f
            ? f.Invoke(r, self, new Args(), line)
            : throw Errors.Type(r, "toISOString is not a function", line);
    }

    /// <summary>§21.4.4.45: dates are strings where nothing says otherwise.</summary>
    private static Value ToPrimitive(Realm r, Value self, in Args args, int line)
    {
        if (self.Ref is not JsObject o)
            throw Errors.Type(r, $"Method Date.prototype [ @@toPrimitive ] called on incompatible receiver {Errors.Show(r, self, line)}", line);
        string hint = args[0].IsString ? Op.ToText(r, args[0]) : throw new Bailout("Symbol.toPrimitive of a date without a hint", line);
        bool text = hint is "string" or "default";
        if (!text && hint != "number") throw Errors.Type(r, $"Invalid hint: {hint}", line);
        for (int i = 0; i < 2; i++)
        {
            if (o.GetNamed(r, text == (i == 0) ? "toString" : "valueOf", line).Ref is not FunctionObject f) continue;
            Value primitive = f.Invoke(r, self, new Args(), line);
            if (primitive.Ref is not JsObject) return primitive;
        }
        throw Errors.Type(r, "Cannot convert object to primitive value", line);
    }
}
