namespace Containerless.AppHost.Tests;

/// <summary>A function's source in a folder of its own.</summary>
internal sealed class FunctionFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("function-");

    public FunctionFile(string source) => File.WriteAllText(Path, source);

    public string Path => System.IO.Path.Combine(folder.FullName, "program.js");

    public void Dispose() => folder.Delete(recursive: true);
}
