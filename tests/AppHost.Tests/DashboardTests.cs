using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Containerless.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Containerless.AppHost.Tests;

/// <summary>
/// The first command of the README, in a browser: the change from tracing to compiled at the dashboard. Its pictures are the
/// README's, when <c>CONTAINERLESS_UPDATE=1</c> is set.
/// </summary>
public sealed class DashboardTests
{
    private const float Patience = 120_000, Moment = 10_000; // ms

    [Fact]
    public async Task A_person_watches_a_function_go_from_tracing_to_compiled_and_finds_its_requests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "chromium is not installed");
        using StartedApp app = StartedApp.Start();
        Uri login = await app.Login;
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost:8080"), Timeout = TimeSpan.FromMinutes(2) };

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await LaunchAsync(playwright);
        IPage page = await OpenAsync(browser);

        // (1) The login link of the terminal, and the state of the invokers as requests come.
        await page.GotoAsync(login.AbsoluteUri);
        await StateAsync(page, "tracing-invoker", "Tracing 0 of 6");
        await StateAsync(page, "compiled-invoker", "NotStarted|Not started");
        await StateAsync(page, "invoker", "Tracing 0 of 6");
        for (int i = 1; i <= 5; i++)
        {
            Assert.Equal("tracing", await TierAsync(http));
            await StateAsync(page, "tracing-invoker", $"Tracing {i} of 6");
        }

        await PictureAsync(page, "dashboard-tracing");
        await PictureAsync(page, "state-tracing", "tracing-invoker");

        app.Look(); // The tracing invoker ends with the switch.
        // The states in between, held: the compiler does not go on, then the successor does not become ready.
        using (StartedApp.Hold(app.ProcessOf("Containerless.Compiler")))
        {
            Assert.Equal("tracing", await TierAsync(http));
            await StateAsync(page, "tracing-invoker", "Compiling");
            await PictureAsync(page, "state-compiling", "tracing-invoker");
        }

        using (StartedApp.Hold(await SuccessorAsync(http, app)))
        {
            await StateAsync(page, "tracing-invoker", "Draining");
            await PictureAsync(page, "state-draining", "tracing-invoker");
        }

        await StateAsync(page, "compiled-invoker", "Decontainerized");
        await StateAsync(page, "tracing-invoker", "Finished");
        Assert.Equal("compiled", await TierAsync(http));
        await PictureAsync(page, "dashboard-decontainerized");
        await PictureAsync(page, "state-decontainerized", "compiled-invoker");

        // (2) The trace of a request: the multi-invoker's span, and below it the invoker's with its tier.
        await page.GotoAsync(new Uri(login, "/traces/resource/compiled-invoker").AbsoluteUri);
        await ClickAsync(page.GetByText("multi-invoker: request").Last, () => page.WaitForURLAsync(new Regex("/traces/detail/"), new() { Timeout = Moment }));
        await Expect(Row(page, "multi-invoker")).ToContainTextAsync("request", new() { Timeout = Patience });
        await ClickAsync(Row(page, "compiled-invoker"), () => Expect(Row(page, "containerless.tier")).ToContainTextAsync("compiled", new() { Timeout = Moment }));
        await page.GetByPlaceholder("Filter...").Last.FillAsync("containerless"); // the picture has room for these
        await PictureAsync(page, "dashboard-trace");

        // (3) The logs that tell of it, from the resource's own menu: what it sends is found as its own.
        await page.GotoAsync(new Uri(login, "/").AbsoluteUri);
        await StateAsync(page, "compiled-invoker", "Decontainerized");
        await ClickAsync(Row(page, "compiled-invoker").GetByRole(AriaRole.Button).Last,
            () => Expect(page.GetByText("Traces", new() { Exact = true }).Last).ToBeVisibleAsync(new() { Timeout = Moment }));
        await page.GetByText("Structured logs", new() { Exact = true }).Last.ClickAsync();
        await page.WaitForURLAsync(new Regex("/structuredlogs/resource/compiled-invoker"));
        await Expect(page.GetByText("NotStarted -> Decontainerized").First).ToBeVisibleAsync(new() { Timeout = Patience });

        // (4) The terminal, and Ctrl-C.
        Assert.Matches(@"Ready after \d+\.\d s\. Try: curl -i -X POST localhost:8080/hello -d '\{\}'", app.Output);
        app.Interrupt();
        await app.ExitAsync();
        await NothingLeftAsync(app);
    }

    [Fact]
    public async Task A_function_that_stays_in_containers_is_Aborted_and_what_it_prints_leads_to_its_request()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "chromium is not installed");
        using var function = new FunctionFile(
            """
            let containerless = require('containerless');
            let platform = require('os').platform(); // Node's own modules are not compiled.
            containerless.listen(function (request) {
              console.log('serving ' + request.path);
              containerless.respond(platform);
            });
            """);
        using StartedApp app = StartedApp.Start("--", $"--Parameters:function={function.Path}", "--Parameters:requests-to-trace=2");
        Uri login = await app.Login;
        await app.PrintedAsync("Ready after");
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost:8090"), Timeout = TimeSpan.FromMinutes(2) };
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await LaunchAsync(playwright);
        IPage page = await OpenAsync(browser);

        await page.GotoAsync(login.AbsoluteUri);
        await StateAsync(page, "invoker", "Tracing 0 of 2");
        Assert.Equal("tracing", await TierAsync(http));
        Assert.Equal("tracing", await TierAsync(http));
        await StateAsync(page, "invoker", "Aborted");
        await PictureAsync(page, "state-aborted", "invoker");
        await app.PrintedAsync("invoker is Aborted, so Node answers instead of compiled code: the top level gave up");

        await page.GotoAsync(new Uri(login, "/structuredlogs/resource/invoker").AbsoluteUri);
        ILocator line = page.GetByRole(AriaRole.Row).Filter(new() { HasText = ": serving /hello" }).First;
        await ClickAsync(line.GetByRole(AriaRole.Link).Last, () => page.WaitForURLAsync(new Regex("/traces/detail/"), new() { Timeout = Moment }));
        await Expect(page.GetByText("request").First).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    /// <summary>As after Ctrl-C, with which the others end.</summary>
    [Fact]
    public async Task Nothing_stays_when_the_app_host_is_killed()
    {
        using StartedApp app = StartedApp.Start();
        await app.PrintedAsync("Ready after");
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost:8090"), Timeout = TimeSpan.FromMinutes(2) };
        Assert.Equal("tracing", await TierAsync(http));
        string status = await http.GetStringAsync("http://localhost:9090/_containerless/status");
        bool inContainers = status.Contains("\"isolation\": \"container\"", StringComparison.Ordinal); // where there is an engine
        app.Look();
        Assert.Contains(app.Left(), static left => left.Contains("/containerless-i-", StringComparison.Ordinal));
        Assert.Equal(inContainers, app.Left().Exists(static left => left.StartsWith("docker ps", StringComparison.Ordinal)));

        app.Kill();
        await NothingLeftAsync(app);
    }

    [Theory]
    [InlineData(7999, "the mock store")]
    [InlineData(15889, "the dashboard's telemetry")]
    public async Task A_port_that_is_taken_is_named(int port, string use)
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port);
        other.Start();
        using StartedApp app = StartedApp.Start();

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains($"Port {port} of {use} is taken by another program.", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_named_with_what_to_do()
    {
        using StartedApp app = StartedApp.Start("--", "--Parameters:function=nope");

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains("The parameter \"function\" is \"nope\": there is neither", app.Output, StringComparison.Ordinal);
        Assert.Contains("--Parameters:function=maze", app.Output, StringComparison.Ordinal);
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });

    private static async Task<IPage> OpenAsync(IBrowser browser)
    {
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 560 } });
        page.SetDefaultTimeout(Patience);
        return page;
    }

    /// <summary>Clicks until that has an effect: where the dashboard draws something anew under the pointer, a click is lost.</summary>
    private static async Task ClickAsync(ILocator what, Func<Task> effect)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await what.ClickAsync(new() { Timeout = Moment });
            }
            catch (TimeoutException) when (tries < 12)
            {
                // It may be gone, since an earlier one has had its effect only now.
            }

            try
            {
                await effect();
                return;
            }
            catch (Exception error) when (tries < 12 && error is (TimeoutException or PlaywrightException))
            {
                // Once more.
            }
        }
    }

    private static ILocator Row(IPage page, string resource) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) }).First;

    private static Task StateAsync(IPage page, string resource, string state) =>
        Expect(Row(page, resource)).ToContainTextAsync(new Regex(state), new() { Timeout = Patience });

    /// <summary>The process of the multi-invoker's second invoker, as soon as there is one.</summary>
    private static async Task<int> SuccessorAsync(HttpClient http, StartedApp app)
    {
        int? process = null;
        await UntilAsync(
            async () => (process = (await http.GetFromJsonAsync<MultiStatusDocument>("http://localhost:9080/_containerless/status"))!.B.ProcessId)
                is not null,
            app);
        return process!.Value;
    }

    /// <summary>A picture of the page, or of name and state of one resource.</summary>
    private static async Task PictureAsync(IPage page, string name, string? resource = null)
    {
        string folder = Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1"
            ? Path.Combine(StartedApp.Root, "docs/images")
            : Directory.CreateTempSubdirectory("dashboard-").FullName;
        PageViewportSizeResult size = page.ViewportSize!;
        if (resource is not null)
        {
            await page.SetViewportSizeAsync(1720, size.Height); // The longest state fits its column.
        }

        await page.WaitForTimeoutAsync(1_000); // for what moves to come to rest
        Clip? clip = null;
        if (resource is not null)
        {
            // The columns that follow are of no interest here.
            ILocator cells = Row(page, resource).GetByRole(AriaRole.Gridcell);
            LocatorBoundingBoxResult first = (await cells.Nth(0).BoundingBoxAsync())!, third = (await cells.Nth(2).BoundingBoxAsync())!;
            clip = new Clip { X = first.X, Y = first.Y, Width = third.X - first.X, Height = first.Height };
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Clip = clip });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private static async Task<string> TierAsync(HttpClient http)
    {
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/hello", UriKind.Relative), new StringContent("{}"));
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Containerless-Tier").Single();
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, StartedApp app)
    {
        for (int i = 0; !await isSo(); i++)
        {
            Assert.True(i < 2400, app.Output);
            await Task.Delay(50);
        }
    }

    private static async Task NothingLeftAsync(StartedApp app)
    {
        for (int i = 0; app.Left().Count > 0; i++)
        {
            Assert.True(i < 300, string.Join('\n', app.Left()));
            await Task.Delay(200);
        }
    }
}
