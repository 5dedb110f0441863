using System.Text.Json.Nodes;

namespace OneLink.Admin.Webhooks;

/// <summary>An address that an account wants told of events. Times are Unix milliseconds, as stored.</summary>
internal sealed record Webhook
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>One of <see cref="WebhookSurface"/>.</summary>
    public string Surface { get; init; } = WebhookSurface.Application;

    public string? Name { get; init; }

    public string Url { get; init; } = "";

    /// <summary>JSON array of texts.</summary>
    public string Subscriptions { get; init; } = Stored(WebhookEvents.Default);

    /// <summary>Signs what it is told.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before, which signs as well until its time is over.</summary>
    public string? PreviousSecret { get; init; }

    public long? PreviousSecretUntil { get; init; }

    /// <summary>Its queue is kept, and waits.</summary>
    public long IsPaused { get; init; }

    /// <summary>Null: of all inboxes.</summary>
    public long? InboxId { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public WebhookTarget Target => new(WebhookTarget.Webhook, Id);

    public IReadOnlyList<string> Events => [.. JsonNode.Parse(Subscriptions)!.AsArray().Select(name => name!.GetValue<string>())];

    public static string Stored(IEnumerable<string> names) => new JsonArray([.. names.Select(name => (JsonNode)name)]).ToJsonString();
}
