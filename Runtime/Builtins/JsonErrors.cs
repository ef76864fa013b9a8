namespace Containerless.Runtime.Builtins;

/// <summary>The SyntaxError that V8 throws for text that is not JSON. Scans it again, without recursion.</summary>
internal ref struct JsonErrors
{
    /// <summary>Characters of the text that a message shows on either side.</summary>
    private const int Context = 10;

    private readonly string _text;
    private int _at;
    private string? _message;

    private JsonErrors(string text) => _text = text;

    private readonly int Peek => _at < _text.Length ? _text[_at] : -1;

    internal static Exception Of(Realm r, string text, int line)
    {
        r.Spend(1 + text.Length / 8);
        r.Charge(text.Length / 8);      // the nesting
        var scanner = new JsonErrors(text);
        scanner.Scan();
        return scanner._message is { } message
            ? Errors.New(r, "SyntaxError", message, line)
            : new Bailout("JSON.parse of text that is not JSON", line);
    }

    private void Scan()
    {
        var nesting = new Stack<char>();
        while (true)
        {
            // A value.
            SkipWhite();
            switch (Peek)
            {
                case '{':
                    _at++;
                    SkipWhite();
                    if (Peek == '}')
                    {
                        _at++;
                        break;
                    }
                    if (Peek != '"')
                    {
                        At("Expected property name or '}' in JSON");
                        return;
                    }
                    nesting.Push('}');
                    if (!TryKey(true)) return;
                    continue;
                case '[':
                    _at++;
                    SkipWhite();
                    if (Peek == ']')
                    {
                        _at++;
                        break;
                    }
                    nesting.Push(']');
                    continue;
                case '"':
                    if (!TryString()) return;
                    break;
                case 't':
                    if (!TryWord("true")) return;
                    break;
                case 'f':
                    if (!TryWord("false")) return;
                    break;
                case 'n':
                    if (!TryWord("null")) return;
                    break;
                case '-' or (>= '0' and <= '9'):
                    if (!TryNumber()) return;
                    break;
                default:
                    Unexpected();
                    return;
            }

            // What follows it.
            while (true)
            {
                SkipWhite();
                if (nesting.Count == 0)
                {
                    if (_at < _text.Length) At("Unexpected non-whitespace character after JSON");
                    return;
                }
                char close = nesting.Peek();
                if (Peek == close)
                {
                    _at++;
                    nesting.Pop();
                    continue;
                }
                if (Peek != ',')
                {
                    At(close == '}' ? "Expected ',' or '}' after property value in JSON" : "Expected ',' or ']' after array element in JSON");
                    return;
                }
                _at++;
                if (close == ']') break;
                SkipWhite();
                if (Peek != '"')
                {
                    At("Expected double-quoted property name in JSON");
                    return;
                }
                if (!TryKey(false)) return;
                break;
            }
        }
    }

    private void SkipWhite()
    {
        while (Peek is ' ' or '\n' or '\r' or '\t') _at++;
    }

    private void At(string message) => _message = $"{message} at position {_at}";

    private bool TryKey(bool first)
    {
        if (!TryString()) return false;
        SkipWhite();
        if (Peek != ':')
        {
            if (first) At("Expected ':' after property name in JSON");
            else Unexpected();      // V8 says less after the first property
            return false;
        }
        _at++;
        return true;
    }

    private bool TryWord(string word)
    {
        foreach (char c in word)
        {
            if (Peek != c)
            {
                Unexpected();
                return false;
            }
            _at++;
        }
        return true;
    }

    private bool TryString()
    {
        _at++;
        while (true)
        {
            switch (Peek)
            {
                case -1:
                    At("Unterminated string in JSON");
                    return false;
                case '"':
                    _at++;
                    return true;
                case < ' ':
                    At("Bad control character in string literal in JSON");
                    return false;
                case '\\':
                    _at++;
                    if (!TryEscape()) return false;
                    break;
                default:
                    _at++;
                    break;
            }
        }
    }

    private bool TryEscape()
    {
        switch (Peek)
        {
            case -1:
                Unexpected();
                return false;
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                _at++;
                return true;
            case 'u':
                for (int i = 0; i < 4; i++)
                {
                    _at++;
                    if (Peek is not (>= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F'))
                    {
                        At("Bad Unicode escape in JSON");
                        return false;
                    }
                }
                _at++;
                return true;
            case > 0xFF:                // V8 knows the escapes of Latin-1 only
                Unexpected();
                return false;
            default:
                At("Bad escaped character in JSON");
                return false;
        }
    }

    private bool TryNumber()
    {
        if (Peek == '-')
        {
            _at++;
            if (!IsDigit)
            {
                At("No number after minus sign in JSON");
                return false;
            }
        }
        if (Peek == '0')
        {
            _at++;
            if (IsDigit)
            {
                Unexpected();
                return false;
            }
        }
        SkipDigits();
        if (Peek == '.')
        {
            _at++;
            if (!IsDigit)
            {
                At("Unterminated fractional number in JSON");
                return false;
            }
            SkipDigits();
        }
        if (Peek is not ('e' or 'E')) return true;
        _at++;
        if (Peek is '+' or '-') _at++;
        if (!IsDigit)
        {
            At("Exponent part is missing a number in JSON");
            return false;
        }
        SkipDigits();
        return true;
    }

    private readonly bool IsDigit => Peek is >= '0' and <= '9';

    private void SkipDigits()
    {
        while (IsDigit) _at++;
    }

    /// <summary>V8's LookUpErrorMessageForJsonToken.</summary>
    private void Unexpected()
    {
        switch (Peek)
        {
            case -1:
                _message = "Unexpected end of JSON input";
                return;
            case '-' or (>= '0' and <= '9'):
                At("Unexpected number in JSON");
                return;
            case '"':
                At("Unexpected string in JSON");
                return;
        }
        if (_text is "[object Object]" or "NaN" or "Infinity" or "undefined")
        {
            _message = $"\"{_text}\" is not valid JSON";
            return;
        }
        string shown = $"\"{_text}\"";
        if (_text.Length > 2 * Context)
        {
            bool start = _at < Context, end = !start && _at >= _text.Length - Context;
            string part = _text[(start ? 0 : _at - Context)..(end ? _text.Length : _at + Context)];
            shown = $"{(start ? "" : "...")}\"{part}\"{(end ? "" : "...")}";
        }
        _message = $"Unexpected token '{_text[_at]}', {shown} is not valid JSON";
    }
}
