namespace Containerless.Runtime.Builtins;

/// <summary>Time values as text (ECMA-262 §21.4.4.41), in V8's words for the time zone UTC.</summary>
internal static class DateText
{
    internal const string Invalid = "Invalid Date";

    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>toString.</summary>
    internal static string Full(double time) => double.IsNaN(time) ? Invalid : $"{Date(time)} {Time(time)}";

    /// <summary>toDateString.</summary>
    internal static string Date(double time)
    {
        if (double.IsNaN(time)) return Invalid;
        DateMath.Fields f = DateMath.Split(time);
        return $"{Weekdays[f.Weekday]} {Months[f.Month]} {f.Date:00} {Year(f.Year)}";
    }

    /// <summary>toTimeString.</summary>
    internal static string Time(double time)
    {
        if (double.IsNaN(time)) return Invalid;
        DateMath.Fields f = DateMath.Split(time);
        return $"{f.Hours:00}:{f.Minutes:00}:{f.Seconds:00} GMT+0000 (Coordinated Universal Time)";
    }

    /// <summary>toUTCString.</summary>
    internal static string Utc(double time)
    {
        if (double.IsNaN(time)) return Invalid;
        DateMath.Fields f = DateMath.Split(time);
        return $"{Weekdays[f.Weekday]}, {f.Date:00} {Months[f.Month]} {Year(f.Year)} {f.Hours:00}:{f.Minutes:00}:{f.Seconds:00} GMT";
    }

    /// <summary>toISOString of a time value that is not NaN.</summary>
    internal static string Iso(double time)
    {
        DateMath.Fields f = DateMath.Split(time);
        string year = f.Year switch
        {
            < 0 => $"-{-f.Year:000000}",
            > 9999 => $"+{f.Year:000000}",
            _ => $"{f.Year:0000}",
        };
        return $"{year}-{f.Month + 1:00}-{f.Date:00}T{f.Hours:00}:{f.Minutes:00}:{f.Seconds:00}.{f.Milliseconds:000}Z";
    }

    private static string Year(int year) => year < 0 ? $"-{-year:0000}" : $"{year:0000}";
}
