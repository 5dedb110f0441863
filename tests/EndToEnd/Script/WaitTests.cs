using System.Diagnostics;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Script;

/// <summary>How long <c>./onelink up</c> waits for a process: on bash's clock, which the tests set.</summary>
public sealed class WaitTests
{
    /// <summary>
    /// A process that is alive (this shell) and never ready. Half a minute passes each time it is looked at, and what
    /// <c>log_more</c> writes comes into its log.
    /// </summary>
    private const string Waiting = """
        set -euo pipefail
        source "$1/scripts/messages.sh"
        source "$1/scripts/settings.sh"
        source "$1/scripts/processes.sh"
        mkdir -p "$RUN" "$LOGS"
        is_alive() { true; }
        looks=0
        readiness() { printf 'not ready: {}'; }
        sleep() { looks=$((looks + 1)) SECONDS=$((SECONDS + 30)); log_more "$looks" >>"$(log_of admin)"; }
        wait_until_ready admin 0 || printf 'gave up after %s looks\n' "$looks"
        """;

    [Fact]
    public async Task WaitUntilReady_SchemaStepsGetOn_WaitsAndNamesEachOnce()
    {
        var (output, complaint) = await RunAsync("""
            log_more() { (($1 > 12)) || printf 'T info: OneLink.Admin.Database.SqliteMigrator[1003] Applying schema step 000%s_many for %s s\n' $(($1 / 5)) "$1"; }
            """);

        Assert.Equal(
            """
            the admin brings its database to this build's schema: 0000_many
            the admin brings its database to this build's schema: 0001_many
            the admin brings its database to this build's schema: 0002_many
            gave up after 15 looks

            """,
            output);
        Assert.Contains("was not ready after 90 s", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitUntilReady_OtherLines_GivesUpInTime()
    {
        var (output, _) = await RunAsync("log_more() { printf 'T info: OneLink.Admin.Feed[2] Waits\\n'; }");

        Assert.Equal("gave up after 3 looks\n", output);
    }

    private static async Task<(string Output, string Complaint)> RunAsync(string logMore)
    {
        var data = Directory.CreateTempSubdirectory("onelink-wait-").FullName;
        try
        {
            var start = new ProcessStartInfo("bash", ["-c", logMore + "\n" + Waiting, "bash", Places.Root])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.Environment["ONELINK_DATA"] = data;
            start.Environment["ROOT"] = Places.Root;
            using var bash = Process.Start(start)!;
            var complaint = bash.StandardError.ReadToEndAsync();
            var output = await bash.StandardOutput.ReadToEndAsync();
            await bash.WaitForExitAsync();
            return (output, await complaint);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
