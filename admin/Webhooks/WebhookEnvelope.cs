using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>The body of an OnSync delivery: <c>{id, event, createdAt, deliveryId, sequence, data}</c>.</summary>
internal static class WebhookEnvelope
{
    /// <param name="notice">What is told.</param>
    /// <param name="eventId">The same in every delivery of the event.</param>
    /// <param name="at">When it happened, in Unix milliseconds.</param>
    /// <param name="deliveryId">The same in every attempt.</param>
    /// <param name="sequence">The how manieth of its conversation this webhook is told; null where there is no conversation.</param>
    public static string Write(WebhookNotice notice, string eventId, long at, string deliveryId, long? sequence)
        => new JsonObject
        {
            ["id"] = eventId,
            ["event"] = notice.Event,
            ["createdAt"] = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["deliveryId"] = deliveryId,
            ["sequence"] = sequence,
            ["data"] = notice.Body.DeepClone(),
        }.ToJsonString(RelaxedJson.Compact);
}
