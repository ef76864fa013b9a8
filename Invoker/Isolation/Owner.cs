using System.Globalization;

namespace Containerless.Invoker.Isolation;

/// <summary>
/// Identifies a process across restarts: boot, PID namespace, process id and start time. Written on everything that
/// could outlive an invoker (folders, containers), so that a later one can tell leftovers from a neighbour's property.
/// </summary>
internal readonly record struct Owner(string Boot, string Namespace, int ProcessId, long StartTicks)
{
    /// <summary>This process.</summary>
    public static Owner Current { get; } = Of(Environment.ProcessId)
        ?? throw new IsolationException("This process cannot be found in /proc.");

    /// <summary>A running process of this machine; null when there is none of this id.</summary>
    public static Owner? Of(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            // No /proc: the id alone has to do. Only the process provider runs there, for development.
            return new Owner("-", "-", processId, 0);
        }

        return StartTime(processId) is { } start ? new Owner(BootId, PidNamespace, processId, start) : null;
    }

    /// <summary>
    /// Whether it surely no longer runs. Processes of another PID namespace cannot be seen from here and count as alive.
    /// </summary>
    public bool IsGone => Boot != Current.Boot
        || (Namespace == Current.Namespace && Of(ProcessId)?.StartTicks != StartTicks);

    /// <summary>Whether it ran on this machine since it was started. Never known where there is no <c>/proc</c>.</summary>
    public bool IsOfThisBoot => Boot == Current.Boot && Boot != "-";

    /// <summary>The form for labels and files; <see cref="TryParse"/> reads it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Boot}/{Namespace}/{ProcessId}/{StartTicks}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out Owner owner)
    {
        owner = default;
        var parts = text?.Trim().Split('/');
        if (parts is not [var boot, var ns, var id, var start]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            || !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            return false;
        }

        owner = new Owner(boot, ns, processId, ticks);
        return true;
    }

    private static string BootId => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary><c>pid:[4026531836]</c>, without what a label or path could trip over.</summary>
    private static string PidNamespace =>
        new([.. (new FileInfo("/proc/self/ns/pid").LinkTarget ?? "-").Where(char.IsAsciiDigit)]);

    /// <summary>Field 22 of <c>/proc/PID/stat</c> (proc_pid_stat(5)): start time in clock ticks after boot.</summary>
    private static long? StartTime(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            // The second field, the name, is in parentheses and may hold anything, spaces and parentheses included.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
