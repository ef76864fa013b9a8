using Spectre.Console;

namespace Containerless.Cli.Output;

/// <summary>
/// Where a command writes: results to standard output, progress and errors to standard error. On a terminal progress is
/// a line that changes; in a pipe it is one plain line a step.
/// </summary>
public sealed class Terminal
{
    private readonly TextWriter error;
    private readonly IAnsiConsole? live;

    /// <summary>Writes to these writers; <paramref name="live"/> is standard error where that is a terminal.</summary>
    public Terminal(TextWriter output, TextWriter error, IAnsiConsole? live, bool colors)
    {
        (Out, this.error, this.live, Colors) = (output, error, live, colors);
    }

    /// <summary>The process's own streams.</summary>
    public static Terminal ForProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false)) { AutoFlush = true };
        var live = Console.IsErrorRedirected
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var colors = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new Terminal(output, Console.Error, live, colors);
    }

    /// <summary>Standard output, UTF-8: results only.</summary>
    public TextWriter Out { get; }

    /// <summary>Whether standard output shows colours.</summary>
    public bool Colors { get; }

    /// <summary>Writes a line of progress or advice to standard error.</summary>
    public void Note(string line) => error.WriteLine(line);

    /// <summary>Runs a long step under a title; what the step reports is shown as it happens.</summary>
    public async Task<T> StepAsync<T>(string title, Func<IProgress<string>, Task<T>> work)
    {
        if (live is null || !live.Profile.Capabilities.Interactive)
        {
            Note(title);
            return await work(new Lines(error));
        }

        var result = await live.Status().StartAsync(
            Markup.Escape(title), context => work(new Changing(title, context)));
        return result;
    }

    /// <summary>Text in a colour where standard output shows colours, and plain elsewhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="color">An ANSI colour number: 31 red, 32 green, 33 yellow, 90 grey.</param>
    public string Paint(string text, int color) => Colors ? $"\e[{color}m{text}\e[0m" : text;

    /// <summary>One line a report, but at most one a second where reports come thick, "request 3 of 1000".</summary>
    private sealed class Lines(TextWriter error) : IProgress<string>
    {
        private long last = -1000;

        public void Report(string value)
        {
            var now = Environment.TickCount64;
            var counts = value.Any(char.IsAsciiDigit);
            if (!counts || now - last >= 1000)
            {
                last = counts ? now : last;
                error.WriteLine($"  {value}");
            }
        }
    }

    private sealed class Changing(string title, StatusContext context) : IProgress<string>
    {
        public void Report(string value) => context.Status(Markup.Escape($"{title}: {value}"));
    }
}
