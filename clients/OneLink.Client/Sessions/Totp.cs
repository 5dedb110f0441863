namespace OneLink.Client.Sessions;

/// <summary>Whether signing in by password takes a one-time code as well.</summary>
public sealed record Totp
{
    public required bool Enabled { get; init; }

    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Recovery codes that were not used.</summary>
    public required long RecoveryCodesLeft { get; init; }
}
