using System.Runtime.InteropServices;
using Containerless.Invoker;
using Containerless.Invoker.Isolation;
using Containerless.MultiInvoker.Observation;
using Containerless.MultiInvoker.Switching;
using Containerless.ServiceDefaults;
using Containerless.Shared;

namespace Containerless.MultiInvoker;

/// <summary>A multi-invoker as a program: signals in, exit code out.</summary>
public static class MultiInvokerApp
{
    private const string Example =
        """{"bind_port": 8080, "config_a": {"image_name": "serverless-function"}, "config_b": {"image_name": "serverless-function"}}""";

    /// <summary>Runs one from a command line, <c>--config JSON</c>, until a signal asks it to stop or it cannot go on.</summary>
    /// <returns>The exit code: 0 after a signal, 2 when it could not start as it was told to, 1 for a fault.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        MultiInvokerConfiguration configuration;
        try
        {
            configuration = MultiInvokerConfiguration.Parse(CommandLine.ConfigurationOf(arguments, Example));
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync("The configuration cannot be used:").ConfigureAwait(false);
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return InvokerApp.CannotStart;
        }

        using Telemetry telemetry = Telemetry.Start("multi-invoker", [MultiTelemetry.Name]);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        try
        {
            MultiInvokerHost host = await MultiInvokerHost.StartAsync(configuration, telemetry.Logs).ConfigureAwait(false);
            await using (host.ConfigureAwait(false))
            {
                if (await Task.WhenAny(host.Finished, asked.Task).ConfigureAwait(false) == asked.Task)
                {
                    return InvokerApp.Success;
                }
            }

            SwitchCommand.Finish finish = await host.Finished.ConfigureAwait(false);
            await Console.Error.WriteLineAsync(finish.Message).ConfigureAwait(false);
            return finish.ExitCode;
        }
        catch (Exception error) when (error is InvokerStartException or IsolationException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return InvokerApp.CannotStart;
        }
        catch (Exception error)
        {
            telemetry.Logs.CreateLogger("Containerless.MultiInvoker").LogCritical(error, "The multi-invoker failed");
            return InvokerApp.Failure;
        }

        void OnSignal(PosixSignalContext context)
        {
            // The process ends by finishing, not by the signal's default.
            context.Cancel = true;
            asked.TrySetResult();
        }
    }
}
