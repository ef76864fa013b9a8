using System.Globalization;
using Containerless.Invoker.Isolation.Containers;
using Containerless.Invoker.Tests.EndToEnd;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>What a running invoker's instances are to who breaks them: Node processes, or containers of an engine.</summary>
internal abstract class RunningInstances
{
    public const string Process = "process", Container = "container";

    /// <summary>Waits for an instance and tells its id. There is no more than one of a kind in these tests.</summary>
    /// <param name="kind"><c>plain</c> or <c>tracing</c>.</param>
    public async Task<string> FindAsync(string kind)
    {
        for (int i = 0; i < 600; i++)
        {
            if (List(kind) is [string id, ..])
            {
                return id;
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"there is no {kind} instance");
    }

    public async Task KillAsync(string kind) => Kill(await FindAsync(kind));

    /// <summary>Makes it stand still, and tells which one.</summary>
    public async Task<string> StopAsync(string kind)
    {
        string id = await FindAsync(kind);
        Stop(id);
        return id;
    }

    /// <summary>Waits until an instance is no more.</summary>
    public async Task GoneAsync(string id)
    {
        for (int i = 0; i < 100 && Exists(id); i++)
        {
            await Task.Delay(100);
        }

        Assert.False(Exists(id), $"{id} is still there");
    }

    /// <summary>The instances that there are now: ids.</summary>
    public abstract IReadOnlyList<string> List(string kind);

    protected abstract void Kill(string id);

    protected abstract void Stop(string id);

    protected abstract bool Exists(string id);
}

/// <summary>Node processes.</summary>
internal sealed class RunningProcesses(RunningInvoker invoker) : RunningInstances
{
    public override IReadOnlyList<string> List(string kind) =>
        [.. invoker.Descendants(kind == "tracing" ? "traced.js" : "index.js").Select(static id => id.ToString(CultureInfo.InvariantCulture))];

    protected override void Kill(string id) => RunningInvoker.Signal(int.Parse(id, CultureInfo.InvariantCulture), "KILL");

    protected override void Stop(string id) => RunningInvoker.Signal(int.Parse(id, CultureInfo.InvariantCulture), "STOP");

    protected override bool Exists(string id) => RunningInvoker.Runs(int.Parse(id, CultureInfo.InvariantCulture));
}

/// <summary>Containers, found by the labels that the invoker puts on them.</summary>
/// <param name="function">The function's name.</param>
/// <param name="engine">The engine's <c>DOCKER_HOST</c>; null for the machine's.</param>
internal sealed class RunningContainers(string function, string? engine) : RunningInstances
{
    /// <summary>All containers of the function, also those that have ended.</summary>
    public IReadOnlyList<string> All => Docker("ps", "--all", "--quiet", "--no-trunc", "--filter", $"label={ContainerLabels.Function}={function}");

    public override IReadOnlyList<string> List(string kind) => Docker(
        "ps", "--quiet", "--no-trunc", "--filter", $"label={ContainerLabels.Function}={function}", "--filter", $"label={ContainerLabels.Kind}={kind}");

    protected override void Kill(string id) => Docker("kill", id);

    protected override void Stop(string id) => Docker("pause", id);

    protected override bool Exists(string id) => All.Contains(id);

    public void RemoveImage() => RealFunction.Run("docker", [.. Host, "rmi", "--force", $"{function}:latest"]);

    private string[] Host => engine is null ? [] : ["--host", engine];

    private string[] Docker(params string[] arguments)
    {
        (int code, string output) = RealFunction.Run("docker", [.. Host, .. arguments]);
        Assert.True(code == 0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
