using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Containerless.AppHost.Tests;

/// <summary>
/// The first command of the README, in a browser: the change from tracing to compiled at the dashboard. Its pictures are the
/// README's, when <c>CONTAINERLESS_UPDATE=1</c> is set.
/// </summary>
public sealed class DashboardTests
{
    private const float Patience = 120_000; // ms

    [Fact]
    public async Task A_person_watches_a_function_go_from_tracing_to_compiled_and_finds_its_requests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "chromium is not installed");
        using StartedApp app = StartedApp.Start();
        Uri login = await app.Login;
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost:8080"), Timeout = TimeSpan.FromMinutes(2) };

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 560 } });
        page.SetDefaultTimeout(Patience);

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
        Assert.Equal("tracing", await TierAsync(http));
        await StateAsync(page, "compiled-invoker", "Decontainerized");
        await StateAsync(page, "tracing-invoker", "Finished");
        Assert.Equal("compiled", await TierAsync(http));
        await PictureAsync(page, "dashboard-decontainerized");

        // (2) The trace of a request: the multi-invoker's span, and below it the invoker's with its tier.
        await page.GotoAsync(new Uri(login, "/traces").AbsoluteUri);
        await page.GetByText("multi-invoker: request").Last.ClickAsync();
        await Expect(page.GetByText("compiled-invoker").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await PictureAsync(page, "dashboard-trace");

        // (3) The logs that tell of it.
        await page.GotoAsync(new Uri(login, "/structuredlogs").AbsoluteUri);
        await Expect(page.GetByText("NotStarted -> Decontainerized").First).ToBeVisibleAsync(new() { Timeout = Patience });

        // (4) The terminal, and Ctrl-C.
        Assert.Matches(@"Ready after \d+\.\d s\. Try: curl -i -X POST localhost:8080/hello -d '\{\}'", app.Output);
        app.Interrupt();
        await app.ExitAsync();
        await NothingLeftAsync(app);
    }

    [Fact]
    public async Task Nothing_stays_when_the_app_host_is_killed()
    {
        using StartedApp app = StartedApp.Start("--", "--Parameters:isolation=process");
        await app.Login;
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost:8090"), Timeout = TimeSpan.FromMinutes(2) };
        await UntilAsync(async () => await PingAsync(http), app);
        Assert.Equal("tracing", await TierAsync(http));
        // What was chosen on the command line has arrived.
        Assert.Contains("\"isolation\": \"process\"", await http.GetStringAsync("http://localhost:9090/_containerless/status"), StringComparison.Ordinal);

        app.Kill();
        await NothingLeftAsync(app);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 7999);
        other.Start();
        using StartedApp app = StartedApp.Start();

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains("Port 7999 of the mock store is taken by another program.", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_named_with_what_to_do()
    {
        using StartedApp app = StartedApp.Start("--", "--Parameters:function=nope");

        Assert.Equal(2, await app.ExitAsync());
        Assert.Contains("The parameter \"function\" is \"nope\": there is neither", app.Output, StringComparison.Ordinal);
        Assert.Contains("--Parameters:function=maze", app.Output, StringComparison.Ordinal);
    }

    private static Task StateAsync(IPage page, string resource, string state) =>
        Expect(page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) }).First)
            .ToContainTextAsync(new Regex(state), new() { Timeout = Patience });

    private static async Task PictureAsync(IPage page, string name)
    {
        string folder = Environment.GetEnvironmentVariable("CONTAINERLESS_UPDATE") == "1"
            ? Path.Combine(StartedApp.Root, "docs/images")
            : Directory.CreateTempSubdirectory("dashboard-").FullName;
        await page.WaitForTimeoutAsync(1_000); // for what moves to come to rest
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
    }

    private static async Task<string> TierAsync(HttpClient http)
    {
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/hello", UriKind.Relative), new StringContent("{}"));
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Containerless-Tier").Single();
    }

    private static async Task<bool> PingAsync(HttpClient http)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("/ping", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, StartedApp app)
    {
        for (int i = 0; !await isSo(); i++)
        {
            Assert.True(i < 600, app.Output);
            await Task.Delay(200);
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
