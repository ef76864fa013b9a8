using Containerless.MultiInvoker.Switching;
using Containerless.Shared;
using static Containerless.MultiInvoker.Switching.SwitchEvent;

namespace Containerless.MultiInvoker.Tests.Switching;

public sealed class SwitchMachineTests
{
    private readonly SwitchMachine machine = new();
    private readonly int[] starts = [0, 0];
    private DateTimeOffset now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void The_usual_way_is_from_A_to_B()
    {
        Assert.Equal("start A Tracing", Do(machine.Begin()));
        Assert.Equal("route A", Ready(SideName.A));
        Assert.Equal("start B Decontainerized", CompiledByA());
        Assert.Equal(SwitchState.StartingB, machine.State);
        Assert.Equal("route B, release A", Ready(SideName.B));
        Assert.Equal((SwitchState.ServingB, 1, "hash"), (machine.State, machine.Switches, machine.Artifact));
        Assert.Equal("", EndOf(SideName.A, 0));
        Assert.Equal(SwitchState.ServingB, machine.State);
    }

    [Fact]
    public void Without_kill_parent_B_is_started_when_A_has_quit()
    {
        Serve();
        Assert.Equal("route nobody, start B Decontainerized", EndOf(SideName.A, 0));
        Assert.Equal("route B", Ready(SideName.B));
    }

    [Fact]
    public void Who_leaves_by_itself_gets_no_more_requests_and_may_go_when_it_has_none()
    {
        Serve();
        CompiledByA();
        Assert.Equal("route nobody, release A", Do(machine.Handle(new Leaving(SideName.A, starts[0]), now)));
        Assert.Equal("", EndOf(SideName.A, 0));
        Assert.Equal("route B", Ready(SideName.B));
        Assert.Equal("route nobody, release B", Do(machine.Handle(new Leaving(SideName.B, starts[1]), now)));
        Assert.Equal("start A Tracing", EndOf(SideName.B, 0));
    }

    [Fact]
    public void A_that_dies_before_it_has_compiled_is_started_anew()
    {
        Serve();
        Assert.Equal("route nobody, start A Tracing", EndOf(SideName.A, 137));
        Assert.Equal("A ended with code 137", machine.Cause);
        Assert.Equal("route A", Ready(SideName.A));
    }

    [Fact]
    public void A_that_dies_after_it_has_compiled_is_not_missed()
    {
        Serve();
        CompiledByA();
        Assert.Equal("route nobody", EndOf(SideName.A, 137));
        Assert.Equal("route B", Ready(SideName.B));
    }

    [Fact]
    public void A_that_never_answers_is_started_ever_later_and_given_up()
    {
        Do(machine.Begin());
        var said = new List<string>();
        for (int i = 1; i <= SwitchMachine.MostFailedStarts; i++)
        {
            said.Add(EndOf(SideName.A, 1));
        }

        Assert.Equal("start A Tracing after 0.5 s", said[0]);
        Assert.Equal("start A Tracing after 1 s", said[1]);
        Assert.Equal("start A Tracing after 30 s", said[^2]);
        Assert.StartsWith("finish 1: 8 starts in a row failed: A ended with code 1", said[^1], StringComparison.Ordinal);
        Assert.Equal(SwitchState.Stopped, machine.State);
        Assert.Equal("", EndOf(SideName.A, 1));
    }

    [Fact]
    public void A_that_may_not_start_at_all_ends_the_program_with_its_message()
    {
        Do(machine.Begin());
        Assert.Equal("finish 2: not prepared", EndOf(SideName.A, 2, "not prepared"));
    }

    [Fact]
    public void A_that_once_served_is_started_again_whatever_it_says()
    {
        Serve();
        EndOf(SideName.A, 137);
        Assert.Equal("start A Tracing after 0.5 s", EndOf(SideName.A, 2, "not prepared"));
    }

    [Fact]
    public void B_that_crashes_while_it_starts_is_started_again_while_A_serves()
    {
        Serve();
        CompiledByA();
        Assert.Equal("start B Decontainerized", EndOf(SideName.B, 139));
        Assert.Equal("start B Decontainerized after 0.5 s", EndOf(SideName.B, 139));
        Assert.Equal("route B, release A", Ready(SideName.B));
    }

    [Fact]
    public void B_that_refuses_the_artifact_leaves_A_serving_and_then_tracing_anew()
    {
        Serve();
        CompiledByA();
        Assert.Equal("", EndOf(SideName.B, 2, "The artifact was changed."));
        Assert.Equal(SwitchState.ServingA, machine.State);
        Assert.StartsWith("B ended with code 2: The artifact was changed.", machine.Cause, StringComparison.Ordinal);
        Assert.Equal("route nobody, start A Tracing", EndOf(SideName.A, 0));
        Assert.Equal("route A", Ready(SideName.A));
        Assert.Equal("start B Decontainerized", CompiledByA());
        Assert.Equal("route B, release A", Ready(SideName.B));
    }

    [Fact]
    public void B_that_refuses_the_artifact_when_A_is_gone_brings_A_back()
    {
        Serve();
        CompiledByA();
        EndOf(SideName.A, 0);
        Assert.Equal("start A Tracing", EndOf(SideName.B, 2, "The artifact was changed."));
    }

    [Fact]
    public void B_that_crashes_brings_A_back_in_a_tracing_start()
    {
        Switch();
        Assert.Equal("route nobody, start A Tracing", EndOf(SideName.B, 139));
        Assert.Equal("route A", Ready(SideName.A));
    }

    [Fact]
    public void B_that_crashes_again_and_again_leaves_the_function_to_containers()
    {
        Switch();
        for (int i = 1; i < SwitchMachine.MostFailuresOfB; i++)
        {
            EndOf(SideName.B, 139);
            Ready(SideName.A);
            CompiledByA();
            Ready(SideName.B);
            EndOf(SideName.A, 0);
        }

        Assert.Equal("route nobody, start A DisableTracing after 4 s", EndOf(SideName.B, 139));
        Ready(SideName.A);
        Assert.Equal("5 failures of B in a row, the last: B ended with code 139; containers serve from here on", machine.Cause);
        Assert.Equal("route nobody, start A DisableTracing", EndOf(SideName.A, 0));
    }

    [Fact]
    public void Who_has_served_for_a_minute_is_not_failing()
    {
        Switch();
        for (int i = 0; i < 2 * SwitchMachine.MostFailuresOfB; i++)
        {
            now += SwitchMachine.Stable;
            Assert.Equal("route nobody, start A Tracing", EndOf(SideName.B, 139));
            Ready(SideName.A);
            CompiledByA();
            Ready(SideName.B);
            EndOf(SideName.A, 0);
        }
    }

    [Fact]
    public void What_is_said_of_an_earlier_start_is_out_of_date()
    {
        Serve();
        EndOf(SideName.A, 137);
        Assert.Empty(machine.Handle(new Ready(SideName.A, 1), now));
        Assert.Empty(machine.Handle(new Compiled(SideName.A, 1, "old"), now));
        Assert.Empty(machine.Handle(new Ended(SideName.A, 1, 137, ""), now));
        Assert.Equal(SwitchState.StartingA, machine.State);
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_requests_go_to_one_that_answers_and_each_side_is_started_once()
    {
        var random = new Random(7);
        for (int run = 0; run < 2000; run++)
        {
            var other = new SwitchMachine();
            var live = new int[2]; // the start that was ordered and has not ended, 0 for none
            var answers = new bool[2];
            SideName? routed = null;
            DateTimeOffset clock = DateTimeOffset.UnixEpoch;
            Follow(other.Begin());
            for (int step = 0; step < 60 && other.State != SwitchState.Stopped; step++)
            {
                clock += TimeSpan.FromSeconds(random.Next(3) * 40);
                var side = (SideName)random.Next(2);
                int start = live[(int)side];
                if (start == 0)
                {
                    continue;
                }

                switch (random.Next(4))
                {
                    case 0 when !answers[(int)side]:
                        answers[(int)side] = true;
                        Follow(other.Handle(new Ready(side, start), clock));
                        break;
                    case 1 when answers[0] && side == SideName.A:
                        Follow(other.Handle(new Compiled(side, start, "h"), clock));
                        break;
                    case 2:
                        live[(int)side] = 0;
                        answers[(int)side] = false;
                        Follow(other.Handle(new Ended(side, start, random.Next(3), ""), clock));
                        break;
                }

                Assert.True(routed is not { } to || answers[(int)to], $"run {run}: {routed} does not answer");
                Assert.True(other.State == SwitchState.Stopped || live[0] + live[1] > 0, $"run {run}: nobody is coming");
            }

            void Follow(IReadOnlyList<SwitchCommand> commands)
            {
                foreach (SwitchCommand command in commands)
                {
                    switch (command)
                    {
                        case SwitchCommand.Start start:
                            // A may be ordered while the one before it drains; it is started when that has ended.
                            Assert.True(live[(int)start.Side] == 0 || start.Side == SideName.A);
                            live[(int)start.Side] = start.Number;
                            answers[(int)start.Side] = false;
                            break;
                        case SwitchCommand.Route route:
                            routed = route.To;
                            break;
                    }
                }
            }
        }
    }

    private void Serve()
    {
        Do(machine.Begin());
        Ready(SideName.A);
    }

    private void Switch()
    {
        Serve();
        CompiledByA();
        Ready(SideName.B);
        EndOf(SideName.A, 0);
    }

    private string Ready(SideName side) => Do(machine.Handle(new Ready(side, starts[(int)side]), now));

    private string CompiledByA() => Do(machine.Handle(new Compiled(SideName.A, starts[0], "hash"), now));

    private string EndOf(SideName side, int code, string message = "") =>
        Do(machine.Handle(new Ended(side, starts[(int)side], code, message), now));

    private string Do(IReadOnlyList<SwitchCommand> commands) => string.Join(", ", commands.Select(command =>
    {
        switch (command)
        {
            case SwitchCommand.Start start:
                starts[(int)start.Side] = start.Number;
                return $"start {start.Side} {start.State}"
                    + (start.Delay == TimeSpan.Zero ? "" : FormattableString.Invariant($" after {start.Delay.TotalSeconds} s"));
            case SwitchCommand.Route route:
                return $"route {route.To?.ToString() ?? "nobody"}";
            case SwitchCommand.Release:
                return $"release {((SwitchCommand.Release)command).Side}";
            case SwitchCommand.Finish finish:
                return $"finish {finish.ExitCode}: {finish.Message}";
            default:
                throw new InvalidOperationException();
        }
    }));
}
