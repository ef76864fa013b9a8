using Containerless.Shared;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>
/// Finds out whether a container can connect to a Unix socket in a mounted folder. It can when engine and invoker run on
/// one kernel and see the same files, which no description of the engine says for certain: engines run in virtual
/// machines, invokers in containers.
/// </summary>
internal static class SocketProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private const string Program =
        """require("net").connect(process.argv[1]).on("connect", () => process.exit(0)).on("error", (e) => process.exit(9))""";

    /// <summary>Why a container cannot; null when it can.</summary>
    public static async Task<string?> FindFaultAsync(
        InvokerConfiguration configuration, PreparedFunction function, DockerClient docker, EngineInfo engine,
        SocketTransport transport, ContainerRemoval removal, CancellationToken ct)
    {
        await using var link = transport.CreateLink();
        var specification = ContainerSpecifications.Create(configuration, function, InstanceKind.Plain, engine.NCPU, link.Wiring);
        specification = specification with { Cmd = ["/usr/local/bin/node", "-e", Program, SocketTransport.EgressSocket] };
        specification.Labels[ContainerLabels.Kind] = "probe";
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        string? container = null;
        try
        {
            container = await removal.CreateAsync(specification, timeout.Token);
            var exit = await docker.WaitAsync(container, timeout.Token);
            await docker.StartContainerAsync(container, timeout.Token);
            var code = await exit.WaitAsync(timeout.Token);
            return code == 0 ? null : $"a container could not connect to a Unix socket of this machine (exit code {code})";
        }
        catch (DockerException e)
        {
            return $"the engine could not mount a folder of this machine ({e.Message})";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"a container had not connected to a Unix socket of this machine within {Timeout.TotalSeconds} s";
        }
        finally
        {
            if (container is not null)
            {
                await removal.RemoveAsync(container);
            }
        }
    }
}
