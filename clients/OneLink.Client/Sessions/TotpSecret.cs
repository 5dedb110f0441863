namespace OneLink.Client.Sessions;

/// <summary>What an app that makes one-time codes (RFC 6238) is given, this once.</summary>
public sealed record TotpSecret
{
    /// <summary>In Base32: HMAC-SHA-1, 6 digits, 30 seconds.</summary>
    public required string Secret { get; init; }

    /// <summary>The same as an address: <c>otpauth://totp/…</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>The address as a QR code: an SVG document.</summary>
    public required string Qr { get; init; }
}
