using System.Text.Json.Nodes;

namespace OneLink.Admin.Webhooks;

/// <summary>An address that an account wants told of events. Times are Unix milliseconds, as stored.</summary>
internal sealed record Webhook
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public string? Name { get; init; }

    public string Url { get; init; } = "";

    /// <summary>JSON array of texts.</summary>
    public string Subscriptions { get; init; } = Stored(WebhookEvents.Default);

    /// <summary>Signs what it is told.</summary>
    public required string Secret { get; init; }

    /// <summary>Null: of all inboxes.</summary>
    public long? InboxId { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public IReadOnlyList<string> Events => [.. JsonNode.Parse(Subscriptions)!.AsArray().Select(name => name!.GetValue<string>())];

    public static string Stored(IEnumerable<string> names) => new JsonArray([.. names.Select(name => (JsonNode)name)]).ToJsonString();
}
