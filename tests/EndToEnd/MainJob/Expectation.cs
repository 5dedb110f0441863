using OneLink.EndToEnd.Api;

namespace OneLink.EndToEnd.MainJob;

/// <summary>What has been sent to one link, and so what its statistics must say.</summary>
internal sealed class Expectation
{
    private const int ExactVisitors = 1_000;

    private readonly Dictionary<string, long> _referrers = [];
    private readonly Dictionary<PlainPlatform, long> _platforms = [];
    private readonly HashSet<(string Address, string UserAgent)> _visitors = [];
    private long _clicks;
    private long _bots;
    private long _prefetches;

    public void AddClick(string userAgent, string address, string referrer)
    {
        _clicks++;
        _visitors.Add((address, userAgent));
        _referrers[referrer] = _referrers.GetValueOrDefault(referrer) + 1;
        var platform = Traffic.PlatformOf(userAgent);
        _platforms[platform] = _platforms.GetValueOrDefault(platform) + 1;
    }

    public void AddBot() => _bots++;

    public void AddPrefetch() => _prefetches++;

    public long Clicks => _clicks;

    /// <returns>What differs; empty where everything is as sent.</returns>
    public IEnumerable<string> Differences(LinkStats stats)
    {
        IEnumerable<string?> differences =
        [
            Differs("clicks", _clicks, stats.Totals.Clicks),
            Differs("bots", _bots, stats.Totals.Bots),
            Differs("prefetches", _prefetches, stats.Totals.Prefetches),
            VisitorDifference(stats.Totals.UniqueVisitors),
            Differs("sum of the series", _clicks, stats.Series.Sum(point => point.Clicks)),
            .. stats.Groups.Keys.Select(dimension => Differs($"sum of {dimension}", _clicks, stats.Clicks(dimension).Values.Sum())),
            .. stats.Groups.ContainsKey("referrer") ? ReferrerDifferences(stats.Clicks("referrer")) : [],
            .. stats.Groups.ContainsKey("platform") ? PlatformDifferences(stats.Clicks("platform")) : [],
        ];
        return differences.OfType<string>();
    }

    /// <summary>Exact for up to about a thousand; more of them are estimated with a standard error of 0.6 %, of which five are allowed.</summary>
    private string? VisitorDifference(long counted)
    {
        var margin = _visitors.Count <= ExactVisitors ? 0 : _visitors.Count * 0.03;
        return Math.Abs(counted - _visitors.Count) <= margin ? null : $"unique visitors: sent {_visitors.Count}, counted {counted}";
    }

    private IEnumerable<string?> ReferrerDifferences(IReadOnlyDictionary<string, long> actual)
        => _referrers.Keys.Union(actual.Keys).Select(referrer => Differs($"referrer {referrer}", _referrers.GetValueOrDefault(referrer), actual.GetValueOrDefault(referrer)));

    /// <summary>The plain ones exactly; those which are not plain may be anything, so each platform may have that many more.</summary>
    private IEnumerable<string?> PlatformDifferences(IReadOnlyDictionary<string, long> actual)
    {
        var unclear = _platforms.GetValueOrDefault(PlainPlatform.Unclear);
        (PlainPlatform Platform, string Name)[] plain =
            [(PlainPlatform.Ios, "ios"), (PlainPlatform.Android, "android"), (PlainPlatform.Windows, "windows"), (PlainPlatform.MacOs, "macos")];
        foreach (var (platform, name) in plain)
        {
            var sent = _platforms.GetValueOrDefault(platform);
            var counted = actual.GetValueOrDefault(name);
            yield return counted >= sent && counted <= sent + unclear ? null : $"platform {name}: sent {sent} (and {unclear} unclear), counted {counted}";
        }
    }

    private static string? Differs(string what, long sent, long counted) => sent == counted ? null : $"{what}: sent {sent}, counted {counted}";
}
