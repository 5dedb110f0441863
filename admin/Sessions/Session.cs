namespace OneLink.Admin.Sessions;

/// <summary>A browser in which a person is signed in. Times are Unix milliseconds, as stored.</summary>
internal sealed record Session
{
    /// <summary>Which is closed for good, however much it is used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>After which a session that nobody uses is closed.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromDays(7);

    /// <summary>Names it in paths; not secret.</summary>
    public required string Id { get; init; }

    public required long UserId { get; init; }

    /// <summary>See <see cref="Access.SecretHash"/>.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>As the browser called itself when it signed in.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Where it signed in from, see <see cref="CallerNetwork"/>.</summary>
    public required string Network { get; init; }

    /// <summary>
    /// The account whose pages it is for, where it is in a frame of another site's page: it is good for that account alone, and
    /// for what agents do there. Null for one in a window of its own.
    /// </summary>
    public long? EmbeddedAccountId { get; init; }

    public required long CreatedAt { get; init; }

    public required long LastSeenAt { get; init; }

    /// <summary>When the password was given in it last; null where a link opened it.</summary>
    public long? PasswordAt { get; init; }

    /// <summary>When it closes unless it is used before.</summary>
    public long ExpiresAt => Math.Min(CreatedAt + (long)Lifetime.TotalMilliseconds, LastSeenAt + (long)IdleTime.TotalMilliseconds);
}
