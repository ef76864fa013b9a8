using System.Text;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Artifacts;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ArtifactStore Store => new(folder.Path);

    private static Artifact Sample(string trace = "{}") => new(
        Encoding.UTF8.GetBytes(trace), "class C;"u8.ToArray(), [1, 2, 3], [4],
        """{"hashes":{"source":"s","transform":"t","library":"l","node":"v20.20.2"}}"""u8.ToArray());

    [Fact]
    public void What_was_published_is_read_back_verified()
    {
        Artifact artifact = Sample();
        string directory = Store.Publish("f", artifact);

        Assert.Equal(Path.Combine(folder.Path, "f", artifact.Hash), directory);
        Assert.Equal(["containerless.cs", "containerless.dll", "containerless.pdb", "report.json", "trace.json"],
            Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Order());
        Artifact read = Store.ReadCurrent("f")!;
        Assert.Equal(artifact.Assembly, read.Assembly);
        Assert.Equal(artifact.Hash, read.Hash);
        Assert.Equal(new ProgramHashes("s", "t", "l", "v20.20.2"), read.Hashes);
        Assert.Equal([artifact.Hash], Store.List("f"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder.Path, "f"), ".tmp-*"));
    }

    [Fact]
    public void The_latest_published_is_current_and_the_older_stays()
    {
        Store.Publish("f", Sample("{}"));
        Store.Publish("f", Sample("[]"));
        Assert.Equal("[]", Encoding.UTF8.GetString(Store.ReadCurrent("f")!.Trace));
        Assert.Equal(2, Store.List("f").Count);
    }

    [Fact]
    public void Nothing_published_is_null() => Assert.Null(Store.ReadCurrent("f"));

    [Theory]
    [InlineData("trace.json")]
    [InlineData("containerless.cs")]
    [InlineData("containerless.dll")]
    [InlineData("containerless.pdb")]
    public void A_changed_file_is_refused_and_publishing_again_repairs_it(string file)
    {
        string directory = Store.Publish("f", Sample());
        File.AppendAllText(Path.Combine(directory, file), " ");
        ArtifactException error = Assert.Throws<ArtifactException>(() => Store.ReadCurrent("f"));
        Assert.Contains("was changed", error.Message, StringComparison.Ordinal);

        Store.Publish("f", Sample());
        Assert.NotNull(Store.ReadCurrent("f"));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string directory = Store.Publish("f", Sample());
        File.Delete(Path.Combine(directory, "containerless.pdb"));
        ArtifactException error = Assert.Throws<ArtifactException>(() => Store.ReadCurrent("f"));
        Assert.Contains("containerless.pdb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_that_is_no_hash_is_refused()
    {
        Store.Publish("f", Sample());
        File.WriteAllText(Path.Combine(folder.Path, "f", "current"), "../../etc");
        Assert.Contains("current", Assert.Throws<ArtifactException>(() => Store.ReadCurrent("f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishers_and_readers_at_the_same_time_never_see_half_an_artifact()
    {
        Store.Publish("f", Sample("0"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++)
            {
                Store.Publish("f", Sample((i % 3).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                Assert.NotNull(Store.ReadCurrent("f"));
            }
        })));
        Assert.Equal(3, Store.List("f").Count);
    }

    [Fact]
    public void A_report_without_hashes_is_refused()
    {
        Artifact artifact = Sample() with { Report = "{}"u8.ToArray() };
        Assert.Throws<ArtifactException>(() => artifact.Hashes);
    }

    [Fact]
    public void A_manifest_is_read_back()
    {
        var hashes = new ProgramHashes("s", "t", "l", "v20.20.2");
        string directory = PreparedFunction.DirectoryOf(folder.Path, "f");
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, "manifest.json"), PreparedFunction.WriteManifest("f", "a.js", hashes));
        Assert.Equal(new PreparedFunction("f", "a.js", hashes, directory), PreparedFunction.Load(folder.Path, "f"));
    }

    [Theory]
    [InlineData(null, "containerless prepare FILE.js --name f")]
    [InlineData("{", "is damaged")]
    [InlineData("{\"name\":\"f\"}", "leaves out")]
    [InlineData("{\"name\":\"g\",\"source\":\"a.js\",\"hashes\":{\"source\":\"\",\"transform\":\"\",\"library\":\"\",\"node\":\"\"}}", "describes \"g\"")]
    public void A_bad_manifest_says_what_to_do(string? manifest, string message)
    {
        string directory = PreparedFunction.DirectoryOf(folder.Path, "f");
        if (manifest is not null)
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, "manifest.json"), manifest);
        }

        PreparedFunctionException error =
            Assert.Throws<PreparedFunctionException>(() => PreparedFunction.Load(folder.Path, "f"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
