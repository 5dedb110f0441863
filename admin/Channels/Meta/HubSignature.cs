using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Channels.Meta;

/// <summary><c>X-Hub-Signature-256: sha256=…</c>: HMAC-SHA256 of the raw body with the app's secret.</summary>
internal static class HubSignature
{
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    public static bool IsGenuine(string? header, ReadOnlySpan<byte> body, string secret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return header is not null
            && secret.Length > 0
            && header.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out var written) is System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }
}
