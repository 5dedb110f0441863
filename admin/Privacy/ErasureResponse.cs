namespace OneLink.Admin.Privacy;

/// <summary>An erasure that was accepted; clicks up to <see cref="RequestedAt"/> go.</summary>
internal sealed record ErasureResponse(string Id, DateTimeOffset RequestedAt);
