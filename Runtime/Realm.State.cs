using Containerless.Runtime.Hosting;

namespace Containerless.Runtime;

// What builtins keep in the realm, and what the host gives it.
public sealed partial class Realm
{
    /// <summary>Arrays that are being joined, outermost first.</summary>
    internal readonly List<ArrayObject> Joining = [];

    /// <summary>Console output of this attempt.</summary>
    internal readonly List<ConsoleLine> Console = [];

    /// <summary>Blanks in front of console output, inside of groups.</summary>
    internal int ConsoleIndentation;

    /// <summary>What <c>process.env</c> gives.</summary>
    internal PlainObject Environment;

    /// <summary>Where Math.random comes from, instead of <see cref="Seeds"/>.</summary>
    internal Func<double>? Random;

    /// <summary>Gives each request that uses Math.random a beginning for it; null, without <see cref="Random"/>: bail out.</summary>
    internal Func<RandomSeed>? Seeds;

    private RandomGenerator? _generator;

    private ClockReadings? _readings;

    /// <summary>Where this request's Math.random began; null while it has used none.</summary>
    internal RandomSeed? Seed => _generator is { IsSeeded: true } generator ? generator.Seed : null;

    /// <summary>The times that this request was told.</summary>
    internal IReadOnlyList<ClockReading> ClockReadings => _readings?.All ?? [];

    /// <summary>The instance that serves with this realm; null in a realm of its own.</summary>
    internal ITurns? Turns;

    /// <summary>Outbound calls of the current request.</summary>
    internal int OutboundCalls;

    internal double NextRandom()
    {
        if (Random is not null) return Random();
        if (Seeds is null) throw new Bailout("Math.random has no source here", _line);
        _generator ??= new RandomGenerator();
        if (!_generator.IsSeeded) _generator.Begin(Seeds());
        return _generator.Next();
    }

    /// <summary>Nothing that the last request was told is this one's.</summary>
    internal void ForgetReadings()
    {
        _readings?.Clear();
        _generator?.End();
    }

    private char[]? _jsonBuffer;

    /// <summary>The buffer of JSON.stringify; a nested use (toJSON may stringify) gets one of its own.</summary>
    internal char[] TakeJsonBuffer()
    {
        char[] buffer = _jsonBuffer ?? new char[1024];
        _jsonBuffer = null;
        return buffer;
    }

    internal void ReturnJsonBuffer(char[] buffer)
    {
        if (buffer.Length <= 64 * 1024) _jsonBuffer = buffer;
    }
}
