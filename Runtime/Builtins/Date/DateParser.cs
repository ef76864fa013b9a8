namespace Containerless.Runtime.Builtins;

/// <summary>
/// Date.parse (ECMA-262 §21.4.3.2): the ISO format (§21.4.1.32) with V8's extensions, and whatever else V8 accepts. It
/// reads as far as the text is ISO and goes on, from there, with its older rules: words before the first number are
/// ignored, months have names, two numbers and a colon are a time.
/// </summary>
internal sealed class DateParser
{
    private const int None = int.MaxValue;

    private readonly DateTokens _tokens;
    private readonly int[] _day = new int[3];
    private readonly int[] _time = new int[4];
    private int _days;
    private int _times;
    private int _month = None;
    private bool _iso;
    private int _halfDay = None;
    private int _zoneSign = None, _zoneHour = None, _zoneMinute = None;

    private DateParser(string text) => _tokens = new DateTokens(text);

    /// <summary>The time value; NaN where the text is not a date.</summary>
    internal static double Parse(string text)
    {
        var parser = new DateParser(text);
        return parser.TryRead() ? parser.Value() : double.NaN;
    }

    private bool TryRead()
    {
        if (!TryReadIso(out DateToken token)) return false;
        bool hasNumber = _days > 0;
        for (; token.Kind != DateTokenKind.End; token = _tokens.Take())
        {
            if (token.IsNumber)
            {
                hasNumber = true;
                if (!TryNumber(token.Value)) return false;
            }
            else if (token.Kind == DateTokenKind.Word)
            {
                if (!TryWord(token, hasNumber)) return false;
            }
            else if (token.IsSign && (_zoneHour == 0 && _zoneMinute == 0 || _times > 0))
            {
                hasNumber = true;
                if (!TryZone(token.Value == '+' ? 1 : -1)) return false;
            }
            else if ((token.IsSign || token.Is(')')) && hasNumber)
            {
                return false;
            }
        }
        return true;
    }

    private static bool Between(int n, int low, int high) => n >= low && n <= high;

    /// <summary>
    /// The text from its start as far as it is ISO; <paramref name="next"/> is the first token that is not. False where a
    /// text that has come as far as its T cannot be a date any more.
    /// </summary>
    private bool TryReadIso(out DateToken next)
    {
        if (_tokens.Next.IsSign)
        {
            next = _tokens.Take();
            if (!_tokens.Next.IsNumberOf(6)) return true;
            int year = _tokens.Take().Value;
            if (next.Value == '-' && year == 0) return true;
            AddDay(next.Value == '-' ? -year : year);
        }
        else if (_tokens.Next.IsNumberOf(4))
        {
            AddDay(_tokens.Take().Value);
        }
        else
        {
            next = _tokens.Take();
            return true;
        }
        if (_tokens.TryTake('-'))
        {
            if (!TryTwoDigits(1, 12, out int month))
            {
                next = _tokens.Take();
                return true;
            }
            AddDay(month);
            if (_tokens.TryTake('-'))
            {
                if (!TryTwoDigits(1, 31, out int day))
                {
                    next = _tokens.Take();
                    return true;
                }
                AddDay(day);
            }
        }
        next = default;
        if (_tokens.Next.Word != DateWord.Separator)
        {
            if (_tokens.Next.Kind != DateTokenKind.End)
            {
                next = _tokens.Take();
                return true;
            }
        }
        else
        {
            _tokens.Take();
            if (!TryIsoTime() || !TryIsoZone() || _tokens.Next.Kind != DateTokenKind.End) return false;
        }
        // A date alone is in UTC; with a time and no zone it is local, which is the same here.
        _iso = true;
        return true;
    }

    private bool TryTwoDigits(int low, int high, out int value)
    {
        value = _tokens.Next.Value;
        if (!_tokens.Next.IsNumberOf(2) || !Between(value, low, high)) return false;
        _tokens.Take();
        return true;
    }

    private bool TryIsoTime()
    {
        if (!TryTwoDigits(0, 24, out int hour)) return false;
        // 24:00 is the end of the day.
        int most = hour == 24 ? 0 : 59;
        if (!_tokens.TryTake(':') || !TryTwoDigits(0, most, out int minute)) return false;
        AddTime(hour);
        AddTime(minute);
        if (!_tokens.TryTake(':')) return true;
        if (!TryTwoDigits(0, most, out int second)) return false;
        AddTime(second);
        if (!_tokens.TryTake('.')) return true;
        if (!_tokens.Next.IsNumber || (hour == 24 && _tokens.Next.Value > 0)) return false;
        AddTime(Milliseconds(_tokens.Take()));
        return true;
    }

    private bool TryIsoZone()
    {
        if (_tokens.Next.IsZ)
        {
            _tokens.Take();
            SetZone(0);
            return true;
        }
        if (!_tokens.Next.IsSign) return true;
        _zoneSign = _tokens.Take().Value == '+' ? 1 : -1;
        if (_tokens.Next.IsNumberOf(4))
        {
            int both = _tokens.Take().Value;
            (_zoneHour, _zoneMinute) = (both / 100, both % 100);
            return Between(_zoneHour, 0, 23) && Between(_zoneMinute, 0, 59);
        }
        if (!TryTwoDigits(0, 23, out _zoneHour)) return false;
        return _tokens.TryTake(':') && TryTwoDigits(0, 59, out _zoneMinute);
    }

    private bool TryNumber(int n)
    {
        if (_tokens.TryTake(':'))
        {
            if (_tokens.TryTake(':'))
            {
                if (_times > 0) return false;
                AddTime(n);
                AddTime(0);
                return true;
            }
            if (!AddTime(n)) return false;
            if (_tokens.Next.Is('.')) _tokens.Take();
            return true;
        }
        if (_tokens.TryTake('.') && ExpectsTime(n))
        {
            AddTime(n);
            if (!_tokens.Next.IsNumber) return false;
            EndTime(Milliseconds(_tokens.Take()));
            return true;
        }
        if (_zoneHour != None && _zoneMinute == None && Between(n, 0, 59))
        {
            _zoneMinute = n;
            return true;
        }
        if (ExpectsTime(n))
        {
            EndTime(n);
            DateToken next = _tokens.Next;
            return next.Kind is DateTokenKind.End or DateTokenKind.Space || next.IsZ || next.IsSign;
        }
        if (!AddDay(n)) return false;
        _tokens.TryTake('-');
        return true;
    }

    private bool TryWord(DateToken token, bool hasNumber)
    {
        switch (token.Word)
        {
            case DateWord.HalfDay when _times > 0:
                _halfDay = token.Value;
                return true;
            case DateWord.Month:
                _month = token.Value;
                _tokens.TryTake('-');
                return true;
            case DateWord.Zone when hasNumber:
                SetZone(token.Value);
                return true;
            default:
                return !hasNumber && !_tokens.Next.IsNumber;
        }
    }

    private bool TryZone(int sign)
    {
        _zoneSign = sign;
        DateToken number = _tokens.Next.IsNumber ? _tokens.Take() : default;
        int n = number.Value;
        if (_tokens.Next.Is(':')) (_zoneHour, _zoneMinute) = (n, None);
        else if (number.Length is 1 or 2) (_zoneHour, _zoneMinute) = (n, 0);
        else if (number.Length is 3 or 4) (_zoneHour, _zoneMinute) = (n / 100, n % 100);
        else return false;
        return true;
    }

    private void SetZone(int hours) => (_zoneSign, _zoneHour, _zoneMinute) = (hours < 0 ? -1 : 1, Math.Abs(hours), 0);

    private bool AddDay(int n)
    {
        if (_days == _day.Length) return false;
        _day[_days++] = n;
        return true;
    }

    private bool AddTime(int n)
    {
        if (_times == _time.Length) return false;
        _time[_times++] = n;
        return true;
    }

    /// <summary>The last part of a time: what is missing after it is zero.</summary>
    private void EndTime(int n)
    {
        AddTime(n);
        _times = _time.Length;
    }

    private bool ExpectsTime(int n) => _times switch
    {
        1 or 2 => Between(n, 0, 59),
        3 => Between(n, 0, 999),
        _ => false,
    };

    /// <summary>The first three digits, as if zeros followed.</summary>
    private static int Milliseconds(DateToken token)
    {
        int n = token.Value, digits = Math.Min(token.Length, 9);
        for (; digits < 3; digits++) n *= 10;
        for (; digits > 3; digits--) n /= 10;
        return n;
    }

    private double Value()
    {
        if (_days < 1) return double.NaN;
        while (_days < 3) _day[_days++] = 1;
        (int year, int month, int date) = Order();
        if (!_iso)
        {
            if (Between(year, 0, 49)) year += 2000;
            else if (Between(year, 50, 99)) year += 1900;
        }
        if (!Between(month, 1, 12) || !Between(date, 1, 31)) return double.NaN;
        int hour = _time[0];
        if (_halfDay != None)
        {
            if (!Between(hour, 0, 12)) return double.NaN;
            hour = hour % 12 + _halfDay;
        }
        bool valid = Between(hour, 0, 23) && Between(_time[1], 0, 59) && Between(_time[2], 0, 59) && Between(_time[3], 0, 999);
        if (!valid && !(hour == 24 && _time[1] == 0 && _time[2] == 0 && _time[3] == 0)) return double.NaN;
        double time = DateMath.MakeDate(DateMath.MakeDay(year, month - 1, date), DateMath.MakeTime(hour, _time[1], _time[2], _time[3]));
        if (_zoneSign != None)
        {
            // V8 computes the offset without a sign in 32 bits.
            uint offset = unchecked((uint)(_zoneHour == None ? 0 : _zoneHour) * 3600 + (uint)(_zoneMinute == None ? 0 : _zoneMinute) * 60);
            if (offset > int.MaxValue) return double.NaN;
            time -= _zoneSign * (double)offset * 1000;
        }
        return DateMath.Clip(time);
    }

    /// <summary>Which number is what: in the older formats by their sizes.</summary>
    private (int Year, int Month, int Date) Order()
    {
        bool firstIsDay = Between(_day[0], 1, 31);
        if (_month == None)
            return _iso || !firstIsDay ? (_day[0], _day[1], _day[2]) : (_day[2], _day[0], _day[1]);
        return firstIsDay ? (_day[1], _month, _day[0]) : (_day[0], _month, _day[1]);
    }
}
