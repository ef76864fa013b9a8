using Containerless.Shared;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>Disks that are full.</summary>
[Collection("Automatic")]
public sealed class DiskFaultTests
{
    [Fact]
    public async Task On_a_full_disk_containers_answer_until_there_is_room_for_the_artifact()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = SmallDisk.Mount(Path.Combine(folder.Path, "disk"), "size=4m,nr_inodes=200");
        string utilization = Path.Combine(disk.Path, "utilization.log");
        using var f = FaultyFunction.WithArtifactsAt(disk.Path, "Automatic", ("utilization_log", utilization));
        await f.Invoker.PortAsync();
        disk.Fill();
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        Assert.Equal("tracing", (await f.PostAsync("/x")).Tier);
        await f.UntilAsync("in trouble", static s => s.Warnings.Any(
            static w => w.StartsWith("The artifact could not be written", StringComparison.Ordinal)
                && w.Contains("No space left on device", StringComparison.Ordinal)));
        Assert.Equal(new Reply(200, "echo /x", "container", null), await f.PostAsync("/x"));
        Assert.Equal("Compiling", (await f.StatusAsync()).State);
        long lines = new FileInfo(utilization).Length;
        disk.Clear();
        await f.UntilAsync("compiled", static s => s.State == "Decontainerized" && s.Warnings.Count == 1);
        Assert.Equal(new Reply(200, "echo /y", "compiled", null), await f.PostAsync("/y"));
        Assert.NotNull(new ArtifactStore(disk.Path).ReadCurrent(f.Name));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(disk.Path, f.Name), ".tmp-*"));
        await f.EndAsync();

        // The other file that is written all along has lost lines, none half-way, and went on.
        Assert.InRange(new FileInfo(utilization).Length, lines + 1, long.MaxValue);
        Assert.All(await File.ReadAllLinesAsync(utilization), static line => Assert.Matches(@"^\d{13},[0-9.]+,[0-9.]+$", line));
    }

    [Fact]
    public async Task Without_room_for_sockets_no_instance_is_started_and_with_room_again_one_is()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = SmallDisk.Mount(Path.Combine(folder.Path, "disk"), "size=1m,nr_inodes=100");
        using var f = FaultyFunction.WithTemporaryFilesAt(disk.Path, "DisableTracing");
        Assert.Equal("echo /x", (await f.PostAsync("/x")).Body);
        disk.Fill();
        await f.Instances.KillAsync("plain");
        Reply refused = await f.PostAsync("/x");
        for (int i = 0; i < 100 && refused.Status == 200; i++)
        {
            // Its folder was removed only now, and left room for one.
            disk.Fill();
            await f.Instances.KillAsync("plain");
            refused = await f.PostAsync("/x");
        }

        Assert.Equal(503, refused.Status);
        Assert.Contains("No space left on device", refused.Body, StringComparison.Ordinal);
        disk.Clear();
        await f.AnsweredAsync("/y", new Reply(200, "echo /y", "container", null));
        await f.EndAsync();
    }
}
