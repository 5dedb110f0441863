using System.Globalization;
using System.Text.RegularExpressions;

namespace OneLink.Bench.Redirects;

/// <summary>What one run of <c>wrk</c> saw, and what it cost the process.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="CpuMicroseconds">CPU time an answer, of the whole process, its spool among it.</param>
/// <param name="P99">As <c>wrk</c> writes it.</param>
/// <param name="AllocatedBytes">On the managed heap by the I/O threads, in all.</param>
/// <param name="BackgroundBytes">On the managed heap by all other threads, an answer.</param>
/// <param name="FastShare">Part of the answers that the fast lane gave.</param>
/// <param name="Requests">Answers.</param>
/// <param name="Resident">Resident memory afterwards, bytes.</param>
internal sealed partial record LoadRound(double Rate, double CpuMicroseconds, string P99, long AllocatedBytes, double BackgroundBytes, double FastShare, long Requests, long Resident)
{
    /// <exception cref="FormatException">That is no report of <c>wrk</c>.</exception>
    public static LoadRound Read(string report, TimeSpan cpu, long allocated, long background, long fast, long resident)
    {
        Match match = Report().Match(report);
        if (!match.Success)
        {
            throw new FormatException("That is no report of wrk: " + report);
        }

        long requests = long.Parse(match.Groups["requests"].ValueSpan, CultureInfo.InvariantCulture);
        return new LoadRound(
            double.Parse(match.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture),
            cpu.TotalMicroseconds / requests,
            match.Groups["p99"].Value,
            allocated,
            background / (double)requests,
            fast / (double)requests,
            requests,
            resident);
    }

    [GeneratedRegex(@"\n\s+99%\s+(?<p99>\S+).*?(?<requests>\d+) requests in.*?Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Report();
}
