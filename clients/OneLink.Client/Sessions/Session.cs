namespace OneLink.Client.Sessions;

/// <summary>A browser, or a program like one, in which a person is signed in.</summary>
public sealed record Session
{
    public required string Id { get; init; }

    public required string UserAgent { get; init; }

    /// <summary>Where it signed in from: the address, cut short.</summary>
    public required string Network { get; init; }

    /// <summary>Whether it is the one that asks.</summary>
    public required bool Current { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends unless it is used before.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
