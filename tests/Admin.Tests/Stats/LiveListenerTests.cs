using OneLink.Admin.Stats.Live;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Stats;

public sealed class LiveListenerTests
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1u, 5ul, 0, true)]
    [InlineData(1u, 5ul, 60, true)]
    [InlineData(1u, 5ul, -1, false)]
    [InlineData(1u, 6ul, 0, false)]
    [InlineData(2u, 5ul, 0, false)]
    public void Wants_Click_IsOfItsAccountAndLinksSinceItWasOpened(uint account, ulong link, int seconds, bool isWanted)
        => Assert.Equal(isWanted, Listener(5).Wants(Click(account, link, Opened.AddSeconds(seconds))));

    [Fact]
    public void Wants_WithoutLinks_IsAllOfTheAccount() => Assert.True(Listener().Wants(Click(1, 6, Opened)));

    [Fact]
    public void Offer_MoreThanItHolds_CountsTheRestByKindOnce()
    {
        var listener = Listener();
        for (var i = 0; i < 1_500; i++)
        {
            listener.Offer(Click(1, 5, Opened, i % 3 == 0 ? "bot" : "human"));
        }

        var held = 0;
        while (listener.Clicks.TryRead(out _))
        {
            held++;
        }

        Assert.Equal(1_000, held);
        Assert.Equal(new LiveCounts(334, 166, 0), listener.TakeSkipped());
        Assert.Equal(default, listener.TakeSkipped());
    }

    private static LiveListener Listener(params ulong[] links) => new() { AccountId = 1, Links = links.ToHashSet(), Since = Opened };

    private static LiveClick Click(uint account, ulong link, DateTimeOffset received, string kind = "human") => new()
    {
        ReceivedAt = received,
        Id = Guid.NewGuid(),
        AccountId = account,
        LinkId = link,
        DomainId = 1,
        Time = received,
        Kind = kind,
        Trigger = "link",
        Destination = "url",
        Platform = "",
        DeviceClass = "",
        Browser = "",
        InApp = "",
        Country = "",
        Referrer = "",
        Rule = "",
        Variant = "",
    };
}
