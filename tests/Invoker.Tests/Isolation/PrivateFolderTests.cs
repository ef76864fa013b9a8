using System.Diagnostics;
using System.Runtime.Versioning;
using Containerless.Invoker.Isolation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Containerless.Invoker.Tests.Isolation;

public sealed class PrivateFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("pf-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Nobody_else_may_enter_it()
    {
        using var folder = PrivateFolder.Create([root]);
        const UnixFileMode others = (UnixFileMode)0b111_111;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Path) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.CreateInstanceFolder()) & others);
    }

    [Fact]
    public void The_first_usable_base_is_taken()
    {
        var tooLong = Directory.CreateDirectory(Path.Combine(root, new string('x', 90))).FullName;
        using var folder = PrivateFolder.Create([Path.Combine(root, "missing"), tooLong, root]);
        Assert.Equal(root, Path.GetDirectoryName(folder.Path));
        var error = Assert.Throws<IsolationException>(() => PrivateFolder.Create([tooLong]));
        Assert.Contains("too long", error.Message);
    }

    [Fact]
    public async Task What_a_dead_invoker_left_is_swept_with_its_processes_and_what_a_living_one_has_is_not()
    {
        using var mine = PrivateFolder.Create([root]);
        var theirs = PrivateFolder.Create([root]);
        await File.WriteAllTextAsync(Path.Combine(theirs.Path, "owner"), (Owner.Current with { StartTicks = 1 }).ToString());
        var instance = theirs.CreateInstanceFolder();
        using var orphan = Process.Start("sleep", "60");
        PrivateFolder.NoteProcess(instance, orphan.Id);
        // A note whose process id has been given to somebody else since: this very process.
        await File.WriteAllTextAsync(theirs.CreateInstanceFolder() + ".process", (Owner.Current with { StartTicks = 1 }).ToString());

        PrivateFolder.Sweep([root], NullLogger.Instance);
        Assert.False(Directory.Exists(theirs.Path));
        Assert.True(Directory.Exists(mine.Path));
        await orphan.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(128 + 9, orphan.ExitCode);
    }

    [Fact]
    public void Owners_are_told_apart()
    {
        Assert.True(Owner.TryParse(Owner.Current.ToString(), out var parsed));
        Assert.Equal(Owner.Current, parsed);
        Assert.False(parsed.IsGone);
        Assert.True((parsed with { StartTicks = 1 }).IsGone);
        Assert.True((parsed with { Boot = "another" }).IsGone);
        Assert.True((parsed with { ProcessId = int.MaxValue }).IsGone);
        // A process of another PID namespace cannot be judged from here.
        Assert.False((parsed with { Namespace = "1", ProcessId = int.MaxValue }).IsGone);
        Assert.All(["", "a/b/c", "a/b/c/d/e", "a/b/x/1"], text => Assert.False(Owner.TryParse(text, out _)));
    }
}
