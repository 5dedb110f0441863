using OneLink.Shared.Feed;

namespace OneLink.Admin.Edges;

/// <summary>Writes down what edges tell of themselves.</summary>
internal sealed class EdgeReportBook(EdgeRepository edges, TimeProvider clock)
{
    /// <summary>Running edges under one report: a relay and those behind it.</summary>
    public const int MaxReports = 1_000;

    private const int MaxTextLength = 100;

    /// <summary>An edge that has been silent for longer is in no list any more.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="edge">Whose token was shown.</param>
    /// <param name="reports">The sender's first.</param>
    /// <param name="address">Where the sender's call came from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task NoteAsync(Edge edge, EdgeReports reports, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var instances = reports.Reports.Take(MaxReports)
            .Where(report => report.Instance.Length > 0)
            .Select(report => new EdgeInstance
            {
                EdgeId = edge.Id,
                Instance = Shortened(report.Instance),
                Host = Shortened(report.Host),
                Address = report.Address.Length > 0 ? Shortened(report.Address) : address,
                Via = Shortened(report.Via),
                Version = Shortened(report.Version),
                Sequence = (long)Math.Min(report.Sequence, long.MaxValue),
                SpoolBytes = (long)Math.Min(report.SpoolBytes, long.MaxValue),
                SeenAt = report.UnixTimeMs > 0 ? Math.Min(report.UnixTimeMs, now) : now,
            });
        return edges.NoteAsync([.. instances], now - (long)Kept.TotalMilliseconds, cancellationToken);
    }

    /// <summary>What comes into a terminal with <c>edge list</c> is text and nothing else.</summary>
    private static string Shortened(string text)
        => new([.. text.Where(letter => !char.IsControl(letter)).Take(MaxTextLength)]);
}
