namespace OneLink.Admin.SuperAdmin;

/// <summary>When an access token was last used.</summary>
internal static class TokenUse
{
    /// <param name="usedAt">Unix milliseconds; null for never.</param>
    /// <param name="createdAt">Since when the token is this one: what was before was said of one that is gone.</param>
    public static DateTimeOffset? Shown(long? usedAt, long createdAt) => usedAt >= createdAt ? ConsoleTime.Of(usedAt) : null;
}
