using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

public sealed class LinkCountsTests(SampleTable table) : IClassFixture<SampleTable>, IDisposable
{
    private static readonly LinkCount[] Expected =
    [
        .. SampleClicks.All
            .Where(click => click is { Kind: "human", Orphan: "none" })
            .GroupBy(click => (click.Account, click.Link))
            .OrderBy(link => link.Key)
            .Select(link => new LinkCount(new LinkKey(link.Key.Account, link.Key.Link), link.Count(), link.Max(click => click.Time))),
    ];

    private readonly ClickHouseClient _client = table.Client();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(1, 3, 20)]
    [InlineData(1_000, 1, 1)]
    public async Task AllAsync_StretchByStretch_IsEveryLinkOnce(int granules, int fewest, int most)
    {
        var counts = new LinkCounts(_client) { StretchGranules = granules };

        var stretches = await counts.StretchesAsync(CancellationToken.None);
        var all = new List<LinkCount>();
        foreach (var stretch in stretches)
        {
            all.AddRange(await counts.AllAsync(stretch, CancellationToken.None).ToListAsync());
        }

        Assert.InRange(stretches.Count, fewest, most);
        Assert.Equal(Expected, all);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task ChangedAsync_PageByPage_IsEveryLinkThatWasClicked(int pageLinks)
    {
        var counts = new LinkCounts(_client) { PageLinks = pageLinks };
        var newest = await counts.NewestAsync(CancellationToken.None);
        var changed = new List<LinkCount>();
        while (await counts.ChangedAsync(newest.AddHours(-1), newest, changed.LastOrDefault().Link, CancellationToken.None) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, pageLinks);
            changed.AddRange(page);
        }

        Assert.Equal(Expected, changed);
        Assert.Empty(await counts.ChangedAsync(newest.AddMilliseconds(1), newest.AddHours(1), default, CancellationToken.None));
    }

    [Fact]
    public async Task NextAsync_StretchByStretch_ComesToTheNewest()
    {
        var counts = new LinkCounts(_client) { RecentClicks = 1_000 };
        var newest = await counts.NewestAsync(CancellationToken.None);
        var stretches = new List<DateTimeOffset>();
        for (var since = DateTimeOffset.UnixEpoch; since < newest; since = stretches[^1])
        {
            stretches.Add(await counts.NextAsync(since, CancellationToken.None));
            Assert.True(stretches[^1] > since);
        }

        Assert.InRange(stretches.Count, 3, 7);
        Assert.Equal(DateTimeOffset.UnixEpoch, await counts.NextAsync(newest, CancellationToken.None));
    }
}
