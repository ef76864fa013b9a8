namespace Containerless.Runtime.Builtins;

/// <summary>Quantifiers (ECMA-262 §22.2.1, Quantifier).</summary>
internal sealed partial class RegexParser
{
    /// <summary>A quantifier, if one follows; null where the term can never do anything.</summary>
    private RegexNode? Quantified(RegexNode node, int groupsBefore, bool may)
    {
        int min, max = RegexQuantifier.Infinity;
        switch (Current)
        {
            case '*':
                _at++;
                min = 0;
                break;
            case '+':
                _at++;
                min = 1;
                break;
            case '?':
                _at++;
                (min, max) = (0, 1);
                break;
            case '{':
                int before = _at;
                if (TryInterval(out min, out max))
                {
                    if (max < min) throw new RegexSyntaxException("numbers out of order in {} quantifier");
                    break;
                }
                if (_unicode) throw new RegexSyntaxException("Incomplete quantifier");
                _at = before;
                return node;
            default:
                return node;
        }
        bool greedy = !TryTake('?');
        if (!may) throw new RegexSyntaxException("Invalid quantifier");
        return max == 0 ? null : new RegexQuantifier(node, min, max, greedy, groupsBefore + 1, _started);
    }

    /// <summary><c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; false, somewhere in the middle, where it is not one.</summary>
    private bool TryInterval(out int min, out int max)
    {
        max = 0;
        _at++;
        if (!TryNumber(out min)) return false;
        if (TryTake('}'))
        {
            max = min;
            return true;
        }
        if (!TryTake(',')) return false;
        if (TryTake('}'))
        {
            max = RegexQuantifier.Infinity;
            return true;
        }
        return TryNumber(out max) && TryTake('}');
    }

    /// <summary>Numbers too large for an int stand for infinity, as in V8.</summary>
    private bool TryNumber(out int number)
    {
        long value = 0;
        int start = _at;
        while (Current is >= '0' and <= '9') value = Math.Min(RegexQuantifier.Infinity, value * 10 + (Take() - '0'));
        number = (int)value;
        return _at > start;
    }
}
