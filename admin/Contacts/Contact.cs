using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts;

/// <summary>Someone whom an account talks to. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Contact
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string Uuid { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Lower case.</summary>
    public string? Email { get; init; }

    /// <summary>E.164 with its plus.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The account's own id of the person, whichever face calls it identifier, externalId or customerUserID.</summary>
    public string? Identifier { get; init; }

    public long IsBlocked { get; init; }

    /// <summary>JSON object: company_name, city, country and what channels tell of a person.</summary>
    public string AdditionalAttributes { get; init; } = AttributeObject.Empty;

    /// <summary>JSON object.</summary>
    public string CustomAttributes { get; init; } = AttributeObject.Empty;

    /// <summary>The picture, where it lies with our files.</summary>
    public long? AvatarFileId { get; init; }

    /// <summary>Where the picture can be had.</summary>
    public string? AvatarUrl { get; init; }

    public long? LastActivityAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool Blocked => IsBlocked != 0;

    // What follows is stored beside it, so that lists can be sorted and searched.

    /// <summary>Known by more than a visit: lists show only those.</summary>
    public long IsResolved => Email is null && PhoneNumber is null && Identifier is null ? 0 : 1;

    public string SortName => Name.ToLowerInvariant();

    public string SearchText => string.Join('\n', SortName, Email, PhoneNumber);
}
