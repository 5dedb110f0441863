namespace OneLink.Admin.Contacts;

/// <summary>What a person of the account has noted of a contact. Times are Unix milliseconds, as stored.</summary>
internal sealed record Note
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>Null where the person is gone.</summary>
    public long? UserId { get; init; }

    public required string Content { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
