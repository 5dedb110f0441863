using System.Diagnostics;
using System.Globalization;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class SignalTests
{
    private static readonly string Library = Environment.GetEnvironmentVariable("ONELINK_CHDB_LIB") is { Length: > 0 } path ? path : LibraryLocation.Default;

    [Fact]
    public async Task Connect_Afterwards_NullReferencesAreExceptions()
    {
        Assert.Equal(1000, await ProbeAsync("null-reference"));
    }

    [Fact]
    public async Task Connect_Afterwards_CollectionsInterruptTightLoops()
    {
        Assert.Equal(1, await ProbeAsync("collect"));
    }

    /// <summary>Shows that the guard is what makes the test above pass; when this one fails, the guard may be dropped.</summary>
    [Fact]
    public async Task Connect_WithoutGuard_CollectionsWaitForTightLoops()
    {
        Assert.Equal(0, await ProbeAsync("collect-unguarded"));
    }

    private static async Task<int> ProbeAsync(string what)
    {
        using var data = new TestData();
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(EngineProbe).Assembly.Location, what, Library, data.Path },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}: {output} {await errors}");
        return int.Parse(output, CultureInfo.InvariantCulture);
    }
}
