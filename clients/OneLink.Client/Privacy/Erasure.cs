namespace OneLink.Client.Privacy;

/// <summary>An erasure that was accepted and will be done.</summary>
/// <param name="Id">Of the erasure.</param>
/// <param name="RequestedAt">Clicks up to this time go.</param>
public sealed record Erasure(string Id, DateTimeOffset RequestedAt);
