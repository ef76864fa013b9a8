namespace Containerless.Runtime.Builtins;

/// <summary>
/// Time values (ECMA-262 §21.4.1): milliseconds since 1970 in UTC, NaN for none. Node runs with TZ=UTC, so local time is
/// the same. The limits on years and months are V8's; what lies beyond them is out of range in any case.
/// </summary>
internal static class DateMath
{
    internal const double MaxTime = 8.64e15;
    private const double Day = 86_400_000, Hour = 3_600_000, Minute = 60_000, Second = 1000;

    /// <summary>Year, month (0 to 11), day (1 to 31), weekday (0: Sunday) and time of a time value that is not NaN.</summary>
    internal readonly record struct Fields(int Year, int Month, int Date, int Weekday, int Hours, int Minutes, int Seconds, int Milliseconds);

    internal static double MakeTime(double hours, double minutes, double seconds, double milliseconds)
    {
        if (!double.IsFinite(hours) || !double.IsFinite(minutes) || !double.IsFinite(seconds) || !double.IsFinite(milliseconds))
            return double.NaN;
        return Math.Truncate(hours) * Hour + Math.Truncate(minutes) * Minute + Math.Truncate(seconds) * Second
            + Math.Truncate(milliseconds);
    }

    internal static double MakeDay(double year, double month, double date)
    {
        if (!(Math.Abs(year) <= 1_000_000) || !(Math.Abs(month) <= 10_000_000) || !double.IsFinite(date)) return double.NaN;
        int y = (int)year, m = (int)month;
        y += Math.DivRem(m, 12, out m);
        if (m < 0)
        {
            m += 12;
            y--;
        }
        return DaysBefore(y, m) + Math.Truncate(date) - 1;
    }

    internal static double MakeDate(double day, double time) =>
        double.IsFinite(day) && double.IsFinite(time) ? time + day * Day : double.NaN;

    /// <summary>TimeClip (§21.4.1.31); adding zero makes -0 to 0.</summary>
    internal static double Clip(double time) => Math.Abs(time) <= MaxTime ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Years 0 to 99 of the constructor, Date.UTC and setYear are of the twentieth century.</summary>
    internal static double FullYear(double year)
    {
        double y = Math.Truncate(year);
        return y is >= 0 and <= 99 ? 1900 + y : year;
    }

    internal static double TimeWithinDay(double time) => time - Math.Floor(time / Day) * Day;

    internal static double DayOf(double time) => Math.Floor(time / Day);

    internal static Fields Split(double time)
    {
        int day = (int)Math.Floor(time / Day);
        int rest = (int)(time - day * Day);
        // Civil date from days, with the year beginning in March: 400 years have 146097 days.
        int shifted = day + 719_468;
        int era = Math.DivRem(shifted, 146_097, out int dayOfEra);
        if (dayOfEra < 0)
        {
            dayOfEra += 146_097;
            era--;
        }
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 2 : fromMarch - 10;
        int year = era * 400 + yearOfEra + (month < 2 ? 1 : 0);
        int weekday = (day + 4) % 7;
        return new Fields(year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1, weekday < 0 ? weekday + 7 : weekday,
            rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    }

    /// <summary>
    /// Days from 1970 to the first of a month (0 to 11). As V8 does it: before the year -399999 its divisions round the
    /// other way, which a far day or time can bring back into range.
    /// </summary>
    private static double DaysBefore(int year, int month)
    {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return DaysBefore(year + YearShift) - DaysBefore(1970 + YearShift) + MonthStarts[month] + (leap && month > 1 ? 1 : 0);
    }

    private const int YearShift = 399_999;

    private static int DaysBefore(int year) => 365 * year + year / 4 - year / 100 + year / 400;

    private static readonly int[] MonthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
}
