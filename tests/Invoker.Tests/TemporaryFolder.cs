namespace Containerless.Invoker.Tests;

/// <summary>A folder of one test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cl-invoker-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
