using System.Runtime.InteropServices;
using Containerless.Invoker.Observation;
using Containerless.Invoker.Parent;
using Containerless.ServiceDefaults;
using Containerless.Shared;

namespace Containerless.Invoker;

/// <summary>An invoker as a program: signals in, exit code out. Also what <c>containerless run</c> calls.</summary>
public static class InvokerApp
{
    /// <summary>The invoker did what it was for, or was asked to stop.</summary>
    public const int Success = 0;

    /// <summary>Something failed that neither configuration nor environment explain.</summary>
    public const int Failure = 1;

    /// <summary>Configuration or environment do not allow a start; the message on standard error says what to do.</summary>
    public const int CannotStart = ConfigurationException.ExitCode;

    /// <summary>Runs an invoker until it has done its work, a signal asks it to stop, or it cannot start.</summary>
    /// <param name="configuration">What it was told.</param>
    /// <param name="services">What it is made of; null takes the real parts and the console's log.</param>
    /// <param name="started">Told once it listens.</param>
    /// <param name="stop">Asks it to stop, as SIGTERM does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        InvokerConfiguration configuration, InvokerServices? services = null, Action<InvokerHost>? started = null,
        CancellationToken stop = default)
    {
        using Telemetry? telemetry = services is null ? Telemetry.Start("invoker", [InvokerTelemetry.Name]) : null;
        using ParentLink? parent = services is null ? ParentLink.Find() : null;
        services ??= new InvokerServices { Logs = telemetry!.Logs, Parent = parent };
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using PosixSignalRegistration onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        try
        {
            InvokerHost host = await InvokerHost.StartAsync(configuration, services).ConfigureAwait(false);
            await using (host.ConfigureAwait(false))
            {
                started?.Invoke(host);
                await (parent?.TellListeningAsync(host.Port, host.AdminPort) ?? Task.CompletedTask).ConfigureAwait(false);
                var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using CancellationTokenRegistration registration = stopping.Token.Register(() => asked.TrySetResult());
                await Task.WhenAny(host.Finished, asked.Task, parent?.Gone ?? asked.Task).ConfigureAwait(false);
                await (parent?.LeaveAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            }

            return Success;
        }
        catch (InvokerStartException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return CannotStart;
        }
        catch (Exception error)
        {
            services.Logs.CreateLogger("Containerless.Invoker").LogCritical(error, "The invoker failed");
            return Failure;
        }

        void OnSignal(PosixSignalContext context)
        {
            // The process ends by finishing, not by the signal's default.
            context.Cancel = true;
            stopping.Cancel();
        }
    }

    /// <summary>Runs an invoker from a command line, <c>--config JSON</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        InvokerConfiguration configuration;
        try
        {
            configuration = InvokerConfiguration.Parse(CommandLine.ConfigurationOf(
                arguments, """{"image_name": "serverless-function"}"""));
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync("The configuration cannot be used:").ConfigureAwait(false);
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return CannotStart;
        }

        return await RunAsync(configuration).ConfigureAwait(false);
    }
}
