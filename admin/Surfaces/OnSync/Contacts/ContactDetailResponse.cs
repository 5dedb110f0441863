namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>A contact with what it has done.</summary>
internal sealed record ContactDetailResponse : ContactResponse
{
    public required string? LastSeenAt { get; init; }

    public required string? LastMessageAt { get; init; }

    public required long ConversationCount { get; init; }

    public required long MessageCount { get; init; }

    /// <summary>Taps on links that were made for this contact.</summary>
    public required long LinkClicks { get; init; }

    /// <summary>Contacts that went into this one, the latest first.</summary>
    public required IReadOnlyList<MergedContactResponse> MergedContacts { get; init; }
}
