namespace Containerless.Invoker.Http;

/// <summary>
/// Where a text stops being JSON (RFC 8259): the first character that no JSON text could have there, or the end of a
/// text that ends too early. The functions' library counts the same way, so that all tiers refuse alike. Cold path.
/// </summary>
internal ref struct JsonFault
{
    private readonly ReadOnlySpan<char> text;
    private int at;

    private JsonFault(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Line and column of the fault, from 1; columns in UTF-16 units, lines ended by a line feed.</summary>
    public static (int Line, int Column) Find(ReadOnlySpan<char> text)
    {
        var scanner = new JsonFault(text);
        scanner.Document();
        ReadOnlySpan<char> before = text[..scanner.at];
        return (before.Count('\n') + 1, scanner.at - before.LastIndexOf('\n'));
    }

    /// <summary>Stops at the fault. Open brackets are kept on a heap of their own: depth costs no stack.</summary>
    private void Document()
    {
        var open = new Stack<char>();
        while (true)
        {
            Space();
            char c = Peek();
            bool complete = true;
            if (c is '{' or '[')
            {
                at++;
                Space();
                if (Peek() == (c == '{' ? '}' : ']'))
                {
                    at++;
                }
                else
                {
                    open.Push(c);
                    if (c == '[')
                    {
                        continue;
                    }

                    complete = false;
                }
            }
            else if (!Scalar(c))
            {
                return;
            }

            // After a value: what closes, until something asks for another value.
            while (true)
            {
                if (complete)
                {
                    Space();
                    if (!open.TryPeek(out char bracket))
                    {
                        return;
                    }

                    if (Peek() == (bracket == '{' ? '}' : ']'))
                    {
                        at++;
                        open.Pop();
                        continue;
                    }

                    if (Peek() != ',')
                    {
                        return;
                    }

                    at++;
                    if (bracket == '[')
                    {
                        break;
                    }
                }

                Space();
                if (!String())
                {
                    return;
                }

                Space();
                if (Peek() != ':')
                {
                    return;
                }

                at++;
                break;
            }
        }
    }

    // NUL stands for the end: no rule accepts one.
    private readonly char Peek() => at < text.Length ? text[at] : '\0';

    private void Space()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            at++;
        }
    }

    private bool Scalar(char first) => first switch
    {
        '"' => String(),
        't' => Word("true"),
        'f' => Word("false"),
        'n' => Word("null"),
        _ => Number(),
    };

    private bool Word(string expected)
    {
        foreach (char letter in expected)
        {
            if (Peek() != letter)
            {
                return false;
            }

            at++;
        }

        return true;
    }

    private bool Digits()
    {
        int start = at;
        while (char.IsAsciiDigit(Peek()))
        {
            at++;
        }

        return at > start;
    }

    private bool Number()
    {
        if (Peek() == '-')
        {
            at++;
        }

        if (Peek() == '0')
        {
            at++;
        }
        else if (!Digits())
        {
            return false;
        }

        if (Peek() == '.')
        {
            at++;
            if (!Digits())
            {
                return false;
            }
        }

        if (Peek() is 'e' or 'E')
        {
            at++;
            if (Peek() is '+' or '-')
            {
                at++;
            }

            return Digits();
        }

        return true;
    }

    private bool String()
    {
        if (Peek() != '"')
        {
            return false;
        }

        for (at++; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    at++;
                    return true;
                case < ' ':
                    return false;
                case '\\':
                    at++;
                    if (Peek() == 'u')
                    {
                        for (int digit = 0; digit < 4; digit++)
                        {
                            at++;
                            if (!char.IsAsciiHexDigit(Peek()))
                            {
                                return false;
                            }
                        }
                    }
                    else if (at >= text.Length || !"\"\\/bfnrt".Contains(text[at], StringComparison.Ordinal))
                    {
                        return false;
                    }

                    break;
            }
        }

        return false;
    }
}
