using System.Text.Json.Nodes;

namespace OneLink.Admin.Webhooks;

/// <summary>What a webhook is told.</summary>
/// <param name="Event">As receivers know it: <c>message_created</c>.</param>
/// <param name="Body">Everything that is sent; for the OnSync API, its data (<see cref="WebhookEnvelope"/>).</param>
internal sealed record WebhookNotice(string Event, JsonObject Body)
{
    /// <summary>Whose webhooks are told: one of <see cref="WebhookSurface"/>.</summary>
    public string Surface { get; init; } = WebhookSurface.Application;

    /// <summary>Where it happened; null for what is in no inbox. Addresses of an inbox's own hear of nothing else.</summary>
    public long? InboxId { get; init; }

    /// <summary>What is told in order: the conversation; null where order does not matter.</summary>
    public string? OrderingKey { get; init; }
}
