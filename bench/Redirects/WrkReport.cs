using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OneLink.Bench.Redirects;

/// <summary>What one run of <c>wrk</c> on the second core saw.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="P99Ms">Milliseconds within which 99 of 100 were answered.</param>
/// <param name="Requests">Answers.</param>
/// <param name="Errors">Answers that were no success and no redirect.</param>
internal sealed partial record WrkReport(double Rate, double P99Ms, long Requests, long Errors)
{
    /// <param name="port">Of an edge on this machine.</param>
    /// <param name="mix">Kind of requests (Redirects/requests.lua).</param>
    /// <param name="links">Links that the edge has.</param>
    /// <param name="seconds">How long to ask.</param>
    /// <param name="connections">Connections at the same time.</param>
    /// <exception cref="InvalidOperationException"><c>wrk</c> failed.</exception>
    public static async Task<WrkReport> AskAsync(int port, string mix, int links, int seconds, int connections)
    {
        var start = new ProcessStartInfo("taskset")
        {
            ArgumentList =
            {
                "-c", "1", "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--latency",
                "-s", Path.Combine(AppContext.BaseDirectory, "Redirects", "requests.lua"), $"http://127.0.0.1:{port}/",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["BENCH_MIX"] = mix, ["BENCH_LINKS"] = links.ToString(CultureInfo.InvariantCulture) },
        };
        using Process wrk = Process.Start(start)!;
        string report = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return wrk.ExitCode == 0 ? Read(report) : throw new InvalidOperationException("wrk failed: " + report);
    }

    /// <exception cref="FormatException">That is no report of <c>wrk</c>.</exception>
    private static WrkReport Read(string report)
    {
        Match match = Report().Match(report);
        if (!match.Success)
        {
            throw new FormatException("That is no report of wrk: " + report);
        }

        double unit = match.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, var other => throw new FormatException("wrk measures in " + other) };
        Match errors = Failed().Match(report);
        return new WrkReport(
            double.Parse(match.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture),
            double.Parse(match.Groups["p99"].ValueSpan, CultureInfo.InvariantCulture) * unit,
            long.Parse(match.Groups["requests"].ValueSpan, CultureInfo.InvariantCulture),
            errors.Success ? long.Parse(errors.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"\n\s+99%\s+(?<p99>[\d.]+)(?<unit>\w+).*?(?<requests>\d+) requests in.*?Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Report();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (?<count>\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Failed();
}
