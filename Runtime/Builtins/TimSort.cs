namespace Containerless.Runtime.Builtins;

/// <summary>Compares two values; below 0 when the first goes before the second.</summary>
internal interface IOrder
{
    double Compare(Value a, Value b);
}

/// <summary>
/// Tim Peters' merge sort ("listsort"), step by step as the pinned Node does it: a comparator of the function may have
/// effects or contradict itself, and then which pairs are compared, and in which order, shows in the result.
/// </summary>
internal ref struct TimSort<TOrder>
    where TOrder : IOrder
{
    private const int GallopWins = 7;

    private readonly Realm _realm;
    private readonly Value[] _work;
    private readonly TOrder _order;
    private readonly List<(int Base, int Length)> _runs = [];
    private int _minGallop = GallopWins;

    internal TimSort(Realm realm, Value[] work, TOrder order)
    {
        _realm = realm;
        _work = work;
        _order = order;
    }

    internal void Sort()
    {
        int remaining = _work.Length, low = 0;
        if (remaining < 2) return;
        int minimum = MinimumRun(remaining);
        while (remaining > 0)
        {
            int length = CountRun(low, low + remaining);
            if (length < minimum)
            {
                int forced = Math.Min(minimum, remaining);
                InsertionSort(low, low + length, low + forced);
                length = forced;
            }
            _runs.Add((low, length));
            Collapse();
            low += length;
            remaining -= length;
        }
        while (_runs.Count > 1)
        {
            int n = _runs.Count - 2;
            if (n > 0 && _runs[n - 1].Length < _runs[n + 1].Length) n--;
            MergeAt(n);
        }
    }

    private static int MinimumRun(int n)
    {
        int rest = 0;
        while (n >= 64)
        {
            rest |= n & 1;
            n >>= 1;
        }
        return n + rest;
    }

    /// <summary>The length of the run at <paramref name="low"/>; a strictly descending one is turned round.</summary>
    private int CountRun(int low, int high)
    {
        if (low + 1 == high) return 1;
        int length = 2;
        bool descending = _order.Compare(_work[low + 1], _work[low]) < 0;
        for (int i = low + 2; i < high; i++, length++)
            if (_order.Compare(_work[i], _work[i - 1]) < 0 != descending) break;
        if (descending) Array.Reverse(_work, low, length);
        return length;
    }

    /// <summary>Sorts low … high, of which low … start is sorted.</summary>
    private void InsertionSort(int low, int start, int high)
    {
        for (; start < high; start++)
        {
            int left = low, right = start;
            Value pivot = _work[start];
            while (left < right)
            {
                int middle = left + ((right - left) >> 1);
                if (_order.Compare(pivot, _work[middle]) < 0) right = middle;
                else left = middle + 1;
            }
            Array.Copy(_work, left, _work, left + 1, start - left);
            _work[left] = pivot;
        }
        _realm.Spend(high - low);
    }

    private void Collapse()
    {
        while (_runs.Count > 1)
        {
            int n = _runs.Count - 2;
            if (!Balanced(n + 1) || !Balanced(n))
            {
                if (_runs[n - 1].Length < _runs[n + 1].Length) n--;
                MergeAt(n);
            }
            else if (_runs[n].Length <= _runs[n + 1].Length)
            {
                MergeAt(n);
            }
            else
            {
                return;
            }
        }
    }

    private readonly bool Balanced(int n) =>
        n < 2 || _runs[n - 2].Length > _runs[n - 1].Length + _runs[n].Length;

    private void MergeAt(int i)
    {
        (int baseA, int lengthA) = _runs[i];
        (int baseB, int lengthB) = _runs[i + 1];
        _runs[i] = (baseA, lengthA + lengthB);
        _runs.RemoveAt(i + 1);
        _realm.Spend((lengthA + lengthB) / 4);

        // What is already in place at both ends stays out of the merge.
        int k = GallopRight(_work, _work[baseB], baseA, lengthA, 0);
        baseA += k;
        lengthA -= k;
        if (lengthA == 0) return;
        lengthB = GallopLeft(_work, _work[baseA + lengthA - 1], baseB, lengthB, lengthB - 1);
        if (lengthB == 0) return;
        if (lengthA <= lengthB) MergeLow(baseA, lengthA, baseB, lengthB);
        else MergeHigh(baseA, lengthA, baseB, lengthB);
    }

    /// <summary>Where <paramref name="key"/> goes, before its equals, as an offset from <paramref name="start"/>.</summary>
    private int GallopLeft(Value[] array, Value key, int start, int length, int hint)
    {
        int last = 0, offset = 1;
        if (_order.Compare(array[start + hint], key) < 0)
        {
            int max = length - hint;
            while (offset < max && _order.Compare(array[start + hint + offset], key) < 0)
            {
                last = offset;
                offset = Next(offset);
            }
            offset = Math.Min(offset, max);
            last += hint;
            offset += hint;
        }
        else
        {
            int max = hint + 1;
            while (offset < max && !(_order.Compare(array[start + hint - offset], key) < 0))
            {
                last = offset;
                offset = Next(offset);
            }
            offset = Math.Min(offset, max);
            (last, offset) = (hint - offset, hint - last);
        }
        last++;
        while (last < offset)
        {
            int middle = last + ((offset - last) >> 1);
            if (_order.Compare(array[start + middle], key) < 0) last = middle + 1;
            else offset = middle;
        }
        return offset;
    }

    /// <summary>Where <paramref name="key"/> goes, after its equals, as an offset from <paramref name="start"/>.</summary>
    private int GallopRight(Value[] array, Value key, int start, int length, int hint)
    {
        int last = 0, offset = 1;
        if (_order.Compare(key, array[start + hint]) < 0)
        {
            int max = hint + 1;
            while (offset < max && _order.Compare(key, array[start + hint - offset]) < 0)
            {
                last = offset;
                offset = Next(offset);
            }
            offset = Math.Min(offset, max);
            (last, offset) = (hint - offset, hint - last);
        }
        else
        {
            int max = length - hint;
            while (offset < max && !(_order.Compare(key, array[start + hint + offset]) < 0))
            {
                last = offset;
                offset = Next(offset);
            }
            offset = Math.Min(offset, max);
            last += hint;
            offset += hint;
        }
        last++;
        while (last < offset)
        {
            int middle = last + ((offset - last) >> 1);
            if (_order.Compare(key, array[start + middle]) < 0) offset = middle;
            else last = middle + 1;
        }
        return offset;
    }

    private static int Next(int offset) => offset > int.MaxValue / 2 - 1 ? int.MaxValue : (offset << 1) + 1;

    private readonly Value[] Copy(int start, int length)
    {
        _realm.Charge(24 + 16L * length);
        return _work.AsSpan(start, length).ToArray();
    }

    /// <summary>Merges neighbouring runs from the left; the left one is the shorter.</summary>
    private void MergeLow(int baseA, int lengthA, int baseB, int lengthB)
    {
        Value[] work = _work, temp = Copy(baseA, lengthA);
        int to = baseA, a = 0, b = baseB;
        work[to++] = work[b++];
        if (--lengthB == 0) goto Done;
        if (lengthA == 1) goto OneLeft;
        int minGallop = _minGallop;
        while (true)
        {
            int winsA = 0, winsB = 0;
            while (true)
            {
                if (_order.Compare(work[b], temp[a]) < 0)
                {
                    work[to++] = work[b++];
                    winsB++;
                    winsA = 0;
                    if (--lengthB == 0) goto Done;
                    if (winsB >= minGallop) break;
                }
                else
                {
                    work[to++] = temp[a++];
                    winsA++;
                    winsB = 0;
                    if (--lengthA == 1) goto OneLeft;
                    if (winsA >= minGallop) break;
                }
            }
            minGallop++;
            do
            {
                minGallop = Math.Max(1, minGallop - 1);
                _minGallop = minGallop;
                winsA = GallopRight(temp, work[b], a, lengthA, 0);
                if (winsA > 0)
                {
                    Array.Copy(temp, a, work, to, winsA);
                    to += winsA;
                    a += winsA;
                    lengthA -= winsA;
                    if (lengthA == 1) goto OneLeft;
                    if (lengthA == 0) goto Done;    // only with a comparator that contradicts itself
                }
                work[to++] = work[b++];
                if (--lengthB == 0) goto Done;
                winsB = GallopLeft(work, temp[a], b, lengthB, 0);
                if (winsB > 0)
                {
                    Array.Copy(work, b, work, to, winsB);
                    to += winsB;
                    b += winsB;
                    lengthB -= winsB;
                    if (lengthB == 0) goto Done;
                }
                work[to++] = temp[a++];
                if (--lengthA == 1) goto OneLeft;
            }
            while (winsA >= GallopWins || winsB >= GallopWins);
            minGallop++;
            _minGallop = minGallop;
        }
    Done:
        if (lengthA > 0) Array.Copy(temp, a, work, to, lengthA);
        return;
    OneLeft:
        // The last of A belongs at the very end.
        Array.Copy(work, b, work, to, lengthB);
        work[to + lengthB] = temp[a];
    }

    /// <summary>Merges neighbouring runs from the right; the right one is the shorter.</summary>
    private void MergeHigh(int baseA, int lengthA, int baseB, int lengthB)
    {
        Value[] work = _work, temp = Copy(baseB, lengthB);
        int to = baseB + lengthB - 1, b = lengthB - 1, a = baseA + lengthA - 1;
        work[to--] = work[a--];
        if (--lengthA == 0) goto Done;
        if (lengthB == 1) goto OneLeft;
        int minGallop = _minGallop;
        while (true)
        {
            int winsA = 0, winsB = 0;
            while (true)
            {
                if (_order.Compare(temp[b], work[a]) < 0)
                {
                    work[to--] = work[a--];
                    winsA++;
                    winsB = 0;
                    if (--lengthA == 0) goto Done;
                    if (winsA >= minGallop) break;
                }
                else
                {
                    work[to--] = temp[b--];
                    winsB++;
                    winsA = 0;
                    if (--lengthB == 1) goto OneLeft;
                    if (winsB >= minGallop) break;
                }
            }
            minGallop++;
            do
            {
                minGallop = Math.Max(1, minGallop - 1);
                _minGallop = minGallop;
                int k = GallopRight(work, temp[b], baseA, lengthA, lengthA - 1);
                winsA = lengthA - k;
                if (winsA > 0)
                {
                    to -= winsA;
                    a -= winsA;
                    Array.Copy(work, a + 1, work, to + 1, winsA);
                    lengthA -= winsA;
                    if (lengthA == 0) goto Done;
                }
                work[to--] = temp[b--];
                if (--lengthB == 1) goto OneLeft;
                k = GallopLeft(temp, work[a], 0, lengthB, lengthB - 1);
                winsB = lengthB - k;
                if (winsB > 0)
                {
                    to -= winsB;
                    b -= winsB;
                    Array.Copy(temp, b + 1, work, to + 1, winsB);
                    lengthB -= winsB;
                    if (lengthB == 1) goto OneLeft;
                    if (lengthB == 0) goto Done;    // only with a comparator that contradicts itself
                }
                work[to--] = work[a--];
                if (--lengthA == 0) goto Done;
            }
            while (winsA >= GallopWins || winsB >= GallopWins);
            minGallop++;
            _minGallop = minGallop;
        }
    Done:
        if (lengthB > 0) Array.Copy(temp, 0, work, to - lengthB + 1, lengthB);
        return;
    OneLeft:
        // The first of B belongs at the very front.
        to -= lengthA;
        a -= lengthA;
        Array.Copy(work, a + 1, work, to + 1, lengthA);
        work[to] = temp[b];
    }
}
