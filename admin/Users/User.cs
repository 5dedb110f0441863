namespace OneLink.Admin.Users;

/// <summary>A person who can sign in. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record User
{
    public required long Id { get; init; }

    /// <summary>Lower case.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>See <see cref="Access.PasswordHash"/>; empty where no password opens it.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>By which the person's dashboard subscribes to realtime events. Secret.</summary>
    public required string PubsubToken { get; init; }

    public long IsSuperAdmin { get; init; }

    public string? PhoneNumber { get; init; }

    public string? MessageSignature { get; init; }

    /// <summary>JSON object, the dashboard's own.</summary>
    public string UiSettings { get; init; } = "{}";

    /// <summary>JSON object.</summary>
    public string CustomAttributes { get; init; } = "{}";

    /// <summary>The file that is the picture; null where it lies elsewhere, or there is none.</summary>
    public long? AvatarFileId { get; init; }

    /// <summary>Where the picture is, of a file as well.</summary>
    public string? AvatarUrl { get; init; }

    public long? ConfirmedAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    /// <summary>Whether an administrator brought him in, and he has not set a password since.</summary>
    public bool IsInvited => ConfirmedAt is null && PasswordHash.Length == 0;

    /// <summary>What others are shown.</summary>
    public string AvailableName => string.IsNullOrEmpty(DisplayName) ? Name : DisplayName;
}
