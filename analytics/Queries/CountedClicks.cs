namespace OneLink.Analytics.Queries;

/// <summary>Whose requests count as clicks. Prefetches never do.</summary>
public enum CountedClicks
{
    People,
    PeopleAndBots,
    Bots,
}
