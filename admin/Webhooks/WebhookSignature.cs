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
        List<KeyValuePair<string, string>> headers = [new("Content-Type", "application/json"), new("User-Agent", "OneLink-Webhooks/1.0")];
        if (endpoint.Surface is WebhookSurface.OnSync)
        {
            var previous = endpoint.PreviousSecret is { } secret ? $",{Algorithm}{Sign(body, secret)}" : "";
            headers.Add(new("X-OnSync-Delivery", delivery.DeliveryId));
            headers.Add(new("X-OnSync-Event", delivery.EventName));
            headers.Add(new("X-OnSync-Timestamp", timestamp));
            headers.Add(new("X-OnSync-Signature", Algorithm + Sign(body, endpoint.Secret) + previous));
            return headers;
        }

        headers.Add(new("X-Chatwoot-Delivery", delivery.DeliveryId));
        headers.Add(new("X-Chatwoot-Timestamp", timestamp));
        if (endpoint.Secret.Length > 0)
        {
            headers.Add(new("X-Chatwoot-Signature", Algorithm + Sign(timestamp, body, endpoint.Secret)));
        }

        return headers;
    }

    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Sign(string timestamp, ReadOnlySpan<byte> body, string secret) => Sign([.. Encoding.UTF8.GetBytes(timestamp + "."), .. body], secret);

    /// <inheritdoc cref="Sign(string, ReadOnlySpan{byte}, string)"/>
    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
