namespace Containerless.Cli.Tests;

/// <summary>A folder for one test, removed with it.</summary>
public abstract class TemporaryFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cli-tests-").FullName;

    /// <summary>A path in the folder.</summary>
    protected string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Writes a file into the folder and returns its path.</summary>
    protected string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
