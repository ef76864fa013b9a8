namespace Containerless.Invoker.Isolation.Containers;

/// <summary>
/// The user functions run as: never the machine's root.
/// </summary>
internal static class ContainerUser
{
    /// <summary>A user id that no system account has.</summary>
    public const string Unprivileged = "65532:65532";

    /// <summary>The <c>uid:gid</c> of one whose sockets the invoker may connect to.</summary>
    public static string ForSockets(EngineInfo engine)
    {
        // Under a rootless engine, root in the container is the invoker's own user outside.
        if (engine.SecurityOptions?.Any(static o => o.Contains("rootless", StringComparison.Ordinal)) is true)
        {
            return "0:0";
        }

        var (user, group) = Ids();
        return user == "0" ? Unprivileged : $"{user}:{group}";
    }

    /// <summary>The effective ids, from <c>/proc/self/status</c>: real, effective, saved, file system.</summary>
    private static (string User, string Group) Ids()
    {
        string Field(string name) => File.ReadLines("/proc/self/status")
            .First(l => l.StartsWith(name, StringComparison.Ordinal)).Split('\t')[2];
        return (Field("Uid:"), Field("Gid:"));
    }
}
