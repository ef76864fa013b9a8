using Containerless.Invoker.Utilization;

namespace Containerless.Invoker.Tests.Utilization;

public sealed class LoadSamplerTests : IDisposable
{
    private readonly TemporaryFolder proc = new();

    public void Dispose() => proc.Dispose();

    [Fact]
    public void Cpu_load_is_the_part_not_idle_since_the_last_sample()
    {
        //            user nice system idle iowait irq softirq steal guest guest_nice
        Write("cpu  100 0 100 1000 50 0 0 0 7 7", 1000, 400);
        var sampler = new LoadSampler(proc.Path);
        Write("cpu  130 5 110 1030 60 3 1 1 9 9", 1000, 250);
        (double cpu, double memory) = sampler.Sample();
        Assert.Equal(50.0 / 90, cpu, 10);
        Assert.Equal(0.75, memory, 10);
        Write("cpu  130 5 110 1130 60 3 1 1 9 9", 1000, 250);
        Assert.Equal(0, sampler.Sample().Cpu);
    }

    [Fact]
    public void Counters_that_go_backwards_or_stand_still_are_no_load()
    {
        Write("cpu  100 0 100 1000 50 0 0 0 0 0", 1000, 1000);
        var sampler = new LoadSampler(proc.Path);
        Assert.Equal((0, 0), sampler.Sample());
        Write("cpu  100 0 100 1000 10 0 0 0 0 0", 1000, 0);
        Assert.Equal((0, 1), sampler.Sample());
    }

    [Fact]
    public void The_machine_of_this_test_gives_plausible_numbers()
    {
        Assert.SkipUnless(LoadSampler.IsSupported, "this machine has no /proc");
        (double cpu, double memory) = new LoadSampler().Sample();
        Assert.InRange(cpu, 0, 1);
        Assert.InRange(memory, 0.0001, 0.9999);
    }

    private void Write(string stat, int total, int available)
    {
        File.WriteAllText(Path.Combine(proc.Path, "stat"), stat + "\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        File.WriteAllText(Path.Combine(proc.Path, "meminfo"), $"MemTotal:  {total} kB\nMemFree: 1 kB\nMemAvailable:  {available} kB\n");
    }
}
