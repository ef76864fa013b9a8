using System.Numerics;

namespace Containerless.Runtime.Hosting;

/// <summary>Where a request's Math.random begins. Whoever runs the request again with it gets the same numbers.</summary>
public readonly record struct RandomSeed(ulong High, ulong Low)
{
    /// <summary>Any one of them.</summary>
    public static RandomSeed Any() => new(
        (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue),
        (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue));
}

/// <summary>
/// Math.random of one request: xoshiro128**, by Blackman and Vigna, of whose 32 bits two make the 53 of a number. The
/// functions' library has the same (javascript/containerless/lib/journal.js).
/// </summary>
internal sealed class RandomGenerator
{
    private uint _a, _b, _c, _d;

    internal bool IsSeeded { get; private set; }

    internal RandomSeed Seed { get; private set; }

    internal void Begin(RandomSeed seed)
    {
        (IsSeeded, Seed) = (true, seed);
        (_a, _b, _c, _d) = ((uint)(seed.High >> 32), (uint)seed.High, (uint)(seed.Low >> 32), (uint)seed.Low);
        if ((_a | _b | _c | _d) == 0) _a = 1;     // from nothing but zeros it would never move
    }

    internal void End() => IsSeeded = false;

    internal double Next()
    {
        uint high = NextBits() >> 5, low = NextBits() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private uint NextBits()
    {
        uint result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        uint t = _b << 9;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 11);
        return result;
    }
}
