using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Containerless.Compiler.Tests;

/// <summary>
/// Generated code is reviewed as code: each program of <c>Golden/</c> is traced in Node and compiled, and the C# must be
/// the file beside it. <c>UPDATE_GOLDEN=1</c> rewrites the files.
/// </summary>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "tests", "Compiler.Tests", "Golden");

    [Theory]
    [InlineData("closures")]
    [InlineData("guards")]
    [InlineData("control")]
    [InlineData("exceptions")]
    [InlineData("classes")]
    [InlineData("suspension")]
    [InlineData("iteration")]
    public void Generates_the_reviewed_csharp(string name)
    {
        byte[] trace = Trace(name);
        CompilationOutcome first = new TraceCompiler().Compile(trace);
        Assert.Null(first.Error);
        string csharp = Encoding.UTF8.GetString(first.Artifact!.CSharp);
        string golden = Path.Combine(Folder, $"{name}.cs.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, csharp);
        }

        Assert.Equal(File.ReadAllText(golden), csharp);
        CompilationOutcome second = new TraceCompiler().Compile(trace);
        Assert.Equal(first.Artifact.Hash, second.Artifact!.Hash); // same trace, same bytes
    }

    /// <summary>The requests a program is traced with.</summary>
    internal static JsonArray Requests(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.requests.json")))!.AsArray();

    /// <summary>Traces a program with some of its requests, in Node.</summary>
    internal static byte[] Trace(string name, JsonArray requests)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, requests.ToJsonString());
            return TraceWith(name, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Traces a program with its requests, in Node.</summary>
    internal static byte[] Trace(string name) => TraceWith(name, Path.Combine(Folder, $"{name}.requests.json"));

    private static byte[] TraceWith(string name, string requests)
    {
        var start = new ProcessStartInfo("node", [
            Path.Combine(RepositoryRoot(), "javascript", "js-transform", "bin", "trace.js"),
            Path.Combine(Folder, $"{name}.js"), requests])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        using var trace = new MemoryStream();
        node.StandardOutput.BaseStream.CopyTo(trace);
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return trace.ToArray();
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Containerless.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
