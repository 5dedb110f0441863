using System.Diagnostics;
using System.Text.RegularExpressions;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Analytics.Tests.Conformance;

/// <summary>Runs the tests of <c>client.test.mjs</c>: the official JavaScript client decides whether the host speaks ClickHouse.</summary>
public sealed partial class ConformanceTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance");

    [Fact]
    public async Task OfficialClient_AllItsUses_Work()
    {
        var (installed, installation) = await RunAsync("npm", "ci", "--no-audit", "--no-fund");
        Assert.True(installed == 0, installation);

        var (exit, output) = await RunAsync("node", "--test", "--test-reporter=tap", "client.test.mjs");

        Assert.True(exit == 0, output);
        Assert.Matches("# fail 0", output);
        Assert.True(int.Parse(Passed().Match(output).Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) >= 26, output);
    }

    [GeneratedRegex("# pass (?<count>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passed();

    private async Task<(int Exit, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CLICKHOUSE_URL"] = shared.Process.Address.ToString(),
                ["CLICKHOUSE_USER"] = HostProcess.User,
                ["CLICKHOUSE_PASSWORD"] = HostProcess.Password,
            },
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await errors);
    }
}
