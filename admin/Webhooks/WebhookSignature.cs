using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Webhooks;

/// <summary>
/// The headers by which a receiver knows the sender: HMAC-SHA256 with the secret. Those of the Application API are named as
/// upstream names them, so that receivers which check them go on working; they sign the time, a full stop and the body as
/// sent. Those of the OnSync API sign the body alone, by each secret that counts.
/// </summary>
internal static class WebhookSignature
{
    private const string Algorithm = "sha256=";

    public static IReadOnlyList<KeyValuePair<string, string>> Headers(WebhookDelivery delivery, ReadOnlySpan<byte> body, WebhookEndpoint endpoint, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        KeyValuePair<string, string>[] common = [new("Content-Type", "application/json"), new("User-Agent", "OneLink-Webhooks/1.0")];
        return endpoint.Surface is WebhookSurface.OnSync
            ?
            [
                .. common,
                new("X-OnSync-Delivery", delivery.DeliveryId),
                new("X-OnSync-Event", delivery.EventName),
                new("X-OnSync-Timestamp", timestamp),
                new("X-OnSync-Signature", Algorithm + Sign(body, endpoint.Secret) + (endpoint.PreviousSecret is { } previous ? $",{Algorithm}{Sign(body, previous)}" : "")),
            ]
            :
            [
                .. common,
                new("X-Chatwoot-Delivery", delivery.DeliveryId),
                new("X-Chatwoot-Timestamp", timestamp),
                .. endpoint.Secret.Length == 0 ? Array.Empty<KeyValuePair<string, string>>() : [new("X-Chatwoot-Signature", Algorithm + Sign(timestamp, body, endpoint.Secret))],
            ];
    }

    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Sign(string timestamp, ReadOnlySpan<byte> body, string secret) => Sign([.. Encoding.UTF8.GetBytes(timestamp + "."), .. body], secret);

    /// <inheritdoc cref="Sign(string, ReadOnlySpan{byte}, string)"/>
    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
