namespace Containerless.LocalMock.Commits;

/// <summary>The commits whose state the status function sets. Safe to use from several threads.</summary>
internal sealed class CommitPicker(Random random)
{
    private const int ShaLength = 40;

    private static readonly string[] Shas =
    [
        "8d1f4a60c2b3e9757f0c6b1de2a94835b07fe61c",
        "f3a97c15be04d2688e15a7c90b6d3f42e81c5d07",
        "c0ffee",
    ];

    private readonly Lock gate = new();

    /// <summary>One of the commits at random, or null where its hash is too short to name a commit.</summary>
    internal string? Pick()
    {
        lock (gate)
        {
            var sha = Shas[random.Next(Shas.Length)];
            return sha.Length == ShaLength ? sha : null;
        }
    }
}
