using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>What every question about clicks is answered with.</summary>
/// <param name="Humans">Requests of people.</param>
/// <param name="Bots">Requests of crawlers and of fetchers of link previews.</param>
/// <param name="Prefetches">Requests that browsers made ahead of a tap.</param>
/// <param name="Visitors">
/// Different visitors among the people; a visitor's identity lasts for one UTC day. Exact up to about 1,000, beyond that
/// estimated with a standard error of 0.6%.
/// </param>
public readonly record struct ClickCounts(long Humans, long Bots, long Prefetches, long Visitors)
{
    public long Clicks(CountedClicks counted) => counted switch
    {
        CountedClicks.People => Humans,
        CountedClicks.PeopleAndBots => Humans + Bots,
        CountedClicks.Bots => Bots,
        _ => throw new UnreachableException(),
    };

    /// <summary>The sums; visitors, which cannot be added up, are left at none.</summary>
    internal ClickCounts With(ClickCounts other) => new(Humans + other.Humans, Bots + other.Bots, Prefetches + other.Prefetches, Visitors: 0);

    /// <summary>The differences, with visitors as in <see cref="With"/>.</summary>
    internal ClickCounts Without(ClickCounts other) => new(Humans - other.Humans, Bots - other.Bots, Prefetches - other.Prefetches, Visitors: 0);
}
