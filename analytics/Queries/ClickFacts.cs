namespace OneLink.Analytics.Queries;

/// <summary>What is known of one click.</summary>
/// <param name="ClickId">As text.</param>
/// <param name="AccountId">Whose click.</param>
/// <param name="UnixTimeMs">When it happened.</param>
/// <param name="LinkId">0 where no link was reached.</param>
/// <param name="DomainId">Domain of the request.</param>
/// <param name="Dimensions">Values by column name of the table <c>clicks</c>, enumerations by their names.</param>
public sealed record ClickFacts(
    string ClickId, long AccountId, long UnixTimeMs, ulong LinkId, ulong DomainId, IReadOnlyList<KeyValuePair<string, string>> Dimensions);
