using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Webhooks;

/// <summary>
/// The headers by which a receiver knows the sender: HMAC-SHA256 with the secret over the time, a full stop and the body as
/// sent. Named as upstream names them, so that receivers which check them go on working.
/// </summary>
internal static class WebhookSignature
{
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(WebhookDelivery delivery, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new List<KeyValuePair<string, string>>
        {
            new("Content-Type", "application/json"),
            new("User-Agent", "OneLink-Webhooks/1.0"),
            new("X-Chatwoot-Delivery", delivery.DeliveryId),
            new("X-Chatwoot-Timestamp", timestamp),
        };
        if (secret.Length > 0)
        {
            headers.Add(new("X-Chatwoot-Signature", "sha256=" + Sign(timestamp, body, secret)));
        }

        return headers;
    }

    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Sign(string timestamp, ReadOnlySpan<byte> body, string secret)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]));
}
