using System.Collections.Concurrent;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>What the edges behind this one told of themselves last; goes on to the admin with this one's own reports.</summary>
internal sealed class RelayReports(TimeProvider clock)
{
    private const int MaxEdges = 900;

    /// <summary>Four reports missed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, EdgeReport> _last = new(StringComparer.Ordinal);

    /// <param name="reports">Of an edge, and of those behind it.</param>
    /// <param name="address">Where the call came from.</param>
    /// <param name="via">Host of this edge.</param>
    public void Note(EdgeReports reports, string address, string via)
    {
        foreach (EdgeReport report in reports.Reports.Where(static report => report.Instance.Length > 0))
        {
            report.Address = report.Address.Length > 0 ? report.Address : address;
            report.Via = report.Via.Length > 0 ? report.Via : via;
            report.UnixTimeMs = report.UnixTimeMs > 0 ? report.UnixTimeMs : clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (_last.Count < MaxEdges || _last.ContainsKey(report.Instance))
            {
                _last[report.Instance] = report;
            }
        }
    }

    /// <summary>Those that were heard a moment ago.</summary>
    public IReadOnlyList<EdgeReport> Recent()
    {
        long since = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        foreach ((string instance, EdgeReport report) in _last)
        {
            if (report.UnixTimeMs < since)
            {
                _last.TryRemove(instance, out _);
            }
        }

        return [.. _last.Values];
    }
}
