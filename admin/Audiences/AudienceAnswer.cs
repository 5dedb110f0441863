namespace OneLink.Admin.Audiences;

/// <summary>What came of the question of an audience.</summary>
/// <param name="From">Of the range, inclusive; Unix milliseconds.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Clicks">Of people, in the cell.</param>
/// <param name="TiedClicks">Those of them that lead to a contact.</param>
/// <param name="ContactIds">To whom they lead. Some may be gone by now.</param>
internal sealed record AudienceAnswer(long From, long To, long Clicks, long TiedClicks, IReadOnlyCollection<long> ContactIds);
