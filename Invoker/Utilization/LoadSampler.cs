using System.Globalization;

namespace Containerless.Invoker.Utilization;

/// <summary>
/// The machine's load from <c>/proc</c>: the part of CPU time not idle since the last sample, and the part of memory
/// not available. Used by one thread.
/// </summary>
public sealed class LoadSampler
{
    private readonly string stat;
    private readonly string memory;
    private ulong lastBusy;
    private ulong lastTotal;

    /// <summary>Samples from <c>/proc</c>, or from another folder that looks like it.</summary>
    public LoadSampler(string proc = "/proc")
    {
        stat = Path.Combine(proc, "stat");
        memory = Path.Combine(proc, "meminfo");
        ReadCpu(out lastBusy, out lastTotal);
    }

    /// <summary>Whether this machine has the files.</summary>
    public static bool IsSupported => File.Exists("/proc/stat") && File.Exists("/proc/meminfo");

    /// <summary>CPU load since the last sample and memory load now, both 0 to 1.</summary>
    public (double Cpu, double Memory) Sample()
    {
        ReadCpu(out ulong busy, out ulong total);
        // Counters of iowait may go backwards (proc(5)); then the sample is empty.
        double cpu = total > lastTotal && busy >= lastBusy ? (double)(busy - lastBusy) / (total - lastTotal) : 0;
        lastBusy = busy;
        lastTotal = total;
        return (Math.Clamp(cpu, 0, 1), ReadMemory());
    }

    private void ReadCpu(out ulong busy, out ulong total)
    {
        // cpu  user nice system idle iowait irq softirq steal guest guest_nice; guest is part of user already.
        using StreamReader reader = File.OpenText(stat);
        string[] fields = (reader.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        busy = 0;
        total = 0;
        for (int i = 1; i < Math.Min(fields.Length, 9); i++)
        {
            ulong ticks = ulong.Parse(fields[i], CultureInfo.InvariantCulture);
            total += ticks;
            if (i is not (4 or 5))
            {
                busy += ticks;
            }
        }
    }

    private double ReadMemory()
    {
        double total = 0, available = 0;
        foreach (string line in File.ReadLines(memory))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal))
            {
                total = Kilobytes(line);
            }
            else if (line.StartsWith("MemAvailable:", StringComparison.Ordinal))
            {
                available = Kilobytes(line);
                break;
            }
        }

        return total > 0 ? Math.Clamp(1 - (available / total), 0, 1) : 0;
    }

    private static double Kilobytes(string line) =>
        double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
