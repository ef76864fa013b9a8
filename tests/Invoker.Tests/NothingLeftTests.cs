using System.Diagnostics;
using System.Globalization;
using Containerless.Invoker.Isolation;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Isolation.Containers.Transports;
using Containerless.Invoker.Tests.Isolation;
using Containerless.Shared;
using Containerless.Tests;

namespace Containerless.Invoker.Tests;

/// <summary>What is left is found.</summary>
public sealed class NothingLeftTests
{
    [Fact]
    public async Task A_process_is_found_until_it_ends()
    {
        using var process = Process.Start("sleep", "60");
        string line = $"process {process.Id.ToString(CultureInfo.InvariantCulture)}: ";
        try
        {
            // The kernel shows neither its command nor its environment in the first moment.
            for (int i = 0; i < 50 && !(await NothingLeft.FindAsync()).Any(one => one.StartsWith(line, StringComparison.Ordinal)); i++)
            {
                await Task.Delay(100);
            }

            Assert.Contains(await NothingLeft.FindAsync(), one => one.StartsWith(line, StringComparison.Ordinal));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.DoesNotContain(await NothingLeft.FindAsync(), one => one.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_found_until_it_is_deleted()
    {
        string file = Path.GetTempFileName();
        Assert.Contains($"file or folder {file}", await NothingLeft.FindAsync());
        File.Delete(file);
        Assert.DoesNotContain($"file or folder {file}", await NothingLeft.FindAsync());
    }

    [Theory]
    [InlineData("/dev/shm")]
    [InlineData("/tmp")]
    public async Task A_folder_of_sockets_is_found_until_it_is_swept(string at)
    {
        Assert.SkipUnless(Directory.Exists(at), $"There is no {at}.");
        string folder = Directory.CreateDirectory(Path.Combine(at, $"containerless-i-{NothingLeft.RunId}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "owner"), (await EndedAsync()).ToString());
        Assert.Contains($"folder of sockets {folder}", await NothingLeft.FindAsync());
        PrivateFolder.Sweep([at], Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.DoesNotContain($"folder of sockets {folder}", await NothingLeft.FindAsync());
    }

    [Fact]
    public async Task Containers_and_images_are_found_until_they_are_removed()
    {
        using DockerClient docker = await Engine.RequireAsync();
        using TestFunction function = await TestFunction.CreateAsync("containerless.listen(() => {});");
        await FunctionImage.EnsureAsync(docker, function.Prepared, checkRunner: false, new Progress<string>(), default);
        ContainerSpecification specification = ContainerSpecifications.Create(
            function.Configuration(IsolationMode.Container), function.Prepared, InstanceKind.Plain, 1,
            SocketTransport.WiringOf(Path.GetTempPath(), Path.GetTempPath(), ContainerUser.Unprivileged));
        specification.Labels[ContainerLabels.Invoker] = (await EndedAsync()).ToString();
        string container = await docker.CreateContainerAsync($"containerless-{Guid.NewGuid():N}", specification, default);
        string[] lines = [$"container {container} of {function.Prepared.Name}", $"image {function.Prepared.Name}:latest"];
        Assert.Equal(lines, (await NothingLeft.FindAsync()).Intersect(lines));
        await docker.RemoveContainerAsync(container, default);
        await docker.RemoveImageAsync($"{function.Prepared.Name}:latest", force: true, default);
        Assert.Empty((await NothingLeft.FindAsync()).Intersect(lines));
    }

    /// <summary>A process of this run that has ended.</summary>
    private static async Task<Owner> EndedAsync()
    {
        using var process = Process.Start("sleep", "60");
        Owner owner = Owner.Of(process.Id)!.Value;
        process.Kill();
        await process.WaitForExitAsync();
        return owner;
    }
}
