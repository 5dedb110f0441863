using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Script;

/// <summary>From <c>./onelink up</c> to <c>./onelink down</c> with the real processes.</summary>
public sealed class LifeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Processes = ["clickhouse", "admin", "edge"];

    /// <summary>One life, as each start takes half a minute: first start, a link, secrets, another port, what is missing, another edge, the end.</summary>
    [Fact]
    public async Task Up_Detached_LivesUntilDown()
    {
        await using var home = new ScriptHome();

        var up = await home.RunAsync("up", "--detach");
        Assert.True(up.ExitCode == 0, up.ToString());
        Assert.Contains($"-u '{home.Credential("apiKey")}:{home.Credential("apiSecret")}'", up.Output, StringComparison.Ordinal);
        await MakeLinkAndTapItAsync(home);
        Assert.All(
            ["secrets/edge-token", "secrets/clickhouse-password", "credentials.json"],
            file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(home.Data, file))));

        await RefusesAnotherPortAsync(home);
        await StartsOnlyWhatIsMissingAsync(home);

        var revived = home.RecordedPid("edge");
        var renewing = await home.RunAsync("restart", "edge");
        Assert.True(renewing.ExitCode == 0, renewing.ToString());
        Assert.NotEqual(revived, home.RecordedPid("edge"));
        Assert.Equal(0, (await home.RunAsync("status")).ExitCode);
        Assert.Equal(3, home.ProcessesLeft().Count);

        var down = await home.RunAsync("down");
        var again = await home.RunAsync("down");
        Assert.Equal((0, "stopped the edge\nstopped the admin\nstopped the embedded ClickHouse\n", ""), (down.ExitCode, down.Output, down.Complaint));
        Assert.Equal((0, "nothing is running\n"), (again.ExitCode, again.Output));
        Assert.Empty(home.ProcessesLeft());
    }

    [Fact]
    public async Task Up_Foreground_StartsAgainWhatDiesAndStopsAllOnSigterm()
    {
        await using var home = new ScriptHome();
        using var script = home.Start("up", "--jit");
        await UntilStartedAsync(script);
        var ending = ScriptRun.OfAsync(script, TimeSpan.FromMinutes(10));
        var first = home.RecordedPid("admin");

        home.Kill("admin");
        await Eventually.TrueAsync(() => Task.FromResult(home.RecordedPid("admin") != first), TimeSpan.FromMinutes(1), "the admin is started again");
        await UntilReadyAsync(home, ending);
        ScriptHome.Terminate(script);
        var run = await ending;

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(run.Complaints, line => line.StartsWith($"onelink: the admin ended (pid {first})", StringComparison.Ordinal));
        Assert.EndsWith("stopped the edge\nstopped the admin\nstopped the embedded ClickHouse\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(home.ProcessesLeft());
    }

    private static async Task MakeLinkAndTapItAsync(ScriptHome home)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{home.Credential("apiKey")}:{home.Credential("apiSecret")}"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        var made = await client.PostAsJsonAsync($"{home.Credential("adminUrl")}/links", new { slug = "welcome", url = "https://example.com/" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Eventually.TrueAsync(
            async () => (await client.GetAsync($"{home.Credential("edgeUrl")}/welcome")).Headers.Location?.ToString() == "https://example.com/",
            Eventually.Patience,
            "the edge redirects the new link");
    }

    private static async Task RefusesAnotherPortAsync(ScriptHome home)
    {
        var (pid, port) = (home.RecordedPid("edge"), home.EdgePort);
        home.EdgePort = LoopbackPorts.Next();
        var up = await home.RunAsync("up", "--detach");

        Assert.True(up.ExitCode == 1, up.ToString());
        Assert.Contains($"on port {port}, not {home.EdgePort}", Assert.Single(up.Complaints), StringComparison.Ordinal);
        Assert.Equal(pid, home.RecordedPid("edge"));
        home.EdgePort = port;
    }

    private static async Task StartsOnlyWhatIsMissingAsync(ScriptHome home)
    {
        var before = Processes.ToDictionary(process => process, home.RecordedPid, StringComparer.Ordinal);
        var adopting = await home.RunAsync("up", "--detach");
        var adopted = Processes.ToDictionary(process => process, home.RecordedPid, StringComparer.Ordinal);
        home.Kill("edge");
        var reviving = await home.RunAsync("up", "--detach");

        Assert.True(adopting.ExitCode == 0, adopting.ToString());
        Assert.Equal(before, adopted);
        Assert.True(reviving.ExitCode == 0, reviving.ToString());
        Assert.Equal((before["clickhouse"], before["admin"]), (home.RecordedPid("clickhouse"), home.RecordedPid("admin")));
        Assert.NotEqual(before["edge"], home.RecordedPid("edge"));
        Assert.Equal(0, (await home.RunAsync("status")).ExitCode);
    }

    /// <summary>
    /// Waits for the commands to paste, which come last: the processes may be ready before the script has seen that they
    /// are, and one that ends until then has failed to start.
    /// </summary>
    private static async Task UntilStartedAsync(System.Diagnostics.Process script)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        string? line;
        do
        {
            line = await script.StandardOutput.ReadLineAsync(patience.Token);
            Assert.True(line is not null, "up ended while starting");
        }
        while (!line.Contains("/stats?", StringComparison.Ordinal));
    }

    private static Task<TimeSpan> UntilReadyAsync(ScriptHome home, Task<ScriptRun> ending)
        => Eventually.TrueAsync(
            async () =>
            {
                Assert.False(ending.IsCompleted, ending.IsCompleted ? (await ending).ToString() : "");
                return (await home.RunAsync("status")).ExitCode == 0;
            },
            TimeSpan.FromMinutes(8),
            "all processes are ready");
}
