using System.Net;
using System.Net.Sockets;

namespace OneLink.EndToEnd.Script;

/// <summary>What <c>./onelink</c> refuses: each with one line that says what to do, and with nothing left running.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("start")]
    [InlineData("UP")]
    [InlineData("--detach")]
    public async Task Command_Unknown_IsNamedInOneLine(string command)
    {
        await using var home = new ScriptHome();

        var run = await home.RunAsync(command);

        AssertRefused(run, $"'{command}'");
    }

    [Fact]
    public async Task Up_UnknownOption_IsNamedInOneLine()
    {
        await using var home = new ScriptHome();

        var run = await home.RunAsync("up", "--background");

        AssertRefused(run, "'--background'");
        Assert.False(Directory.Exists(home.Data));
    }

    [Fact]
    public async Task Help_Always_NamesEveryCommand()
    {
        await using var home = new ScriptHome();

        var run = await home.RunAsync("help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["up", "down", "status", "logs", "test", "bench", "load", "publish-edge", "help"],
            command => Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Up_PortTaken_NamesPortAndHolderAndVariable()
    {
        await using var home = new ScriptHome();
        using var stranger = new TcpListener(IPAddress.Loopback, home.EdgePort);
        stranger.Start();

        var run = await home.RunAsync("up", "--detach");

        AssertRefused(run, $"port {home.EdgePort} ", $"(pid {Environment.ProcessId})", "ONELINK_EDGE_PORT");
        Assert.Empty(home.ProcessesLeft());
    }

    [Fact]
    public async Task Up_DataFolderInsideAFile_NamesFolderAndVariable()
    {
        await using var home = new ScriptHome();
        await File.WriteAllTextAsync(home.Beside("file"), "");
        home.Data = home.Beside("file/data");

        var run = await home.RunAsync("up", "--detach");

        AssertRefused(run, home.Data, "ONELINK_DATA");
        Assert.Empty(home.ProcessesLeft());
    }

    [TmpfsFact]
    public async Task Up_DiskAlmostFull_TellsNeedAndHave()
    {
        await using var home = new ScriptHome();
        using var disk = new SmallDisk(home.Beside("disk"), mebibytes: 8);
        home.Data = Path.Combine(disk.Folder, "data");

        var run = await home.RunAsync("up", "--detach");

        AssertRefused(run, "need 1024 MiB", "have 8 MiB");
        Assert.Empty(home.ProcessesLeft());
    }

    [Fact]
    public async Task Up_AdminCannotStart_EndsTheOthersAndShowsWhy()
    {
        await using var home = new ScriptHome();
        Directory.CreateDirectory(home.Data);

        // Where the admin wants its folder, there is a file.
        await File.WriteAllTextAsync(Path.Combine(home.Data, "admin"), "");

        var run = await home.RunAsync("up", "--detach");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains(run.Complaints, line => line.StartsWith("onelink: the admin ended while starting", StringComparison.Ordinal));
        Assert.Contains(run.Complaints, line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains("admin", StringComparison.Ordinal));
        Assert.Empty(home.ProcessesLeft());
        Assert.Null(home.RecordedPid("edge"));
    }

    [Fact]
    public async Task Down_NothingRuns_SaysSoAndMakesNoFolder()
    {
        await using var home = new ScriptHome();

        var run = await home.RunAsync("down");

        Assert.Equal((0, "nothing is running\n"), (run.ExitCode, run.Output));
        Assert.False(Directory.Exists(home.Data));
    }

    [Fact]
    public async Task Status_NothingRuns_SaysSoForEach()
    {
        await using var home = new ScriptHome();

        var run = await home.RunAsync("status");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3, run.Output.Split('\n').Count(line => line.EndsWith("not running", StringComparison.Ordinal)));
    }

    private static void AssertRefused(ScriptRun run, params string[] mentions)
    {
        Assert.True(run.ExitCode == 1, run.ToString());
        var line = Assert.Single(run.Complaints);
        Assert.StartsWith("onelink: ", line, StringComparison.Ordinal);
        Assert.All(mentions, mention => Assert.Contains(mention, line, StringComparison.Ordinal));
    }
}
