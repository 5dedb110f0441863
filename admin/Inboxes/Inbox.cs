using System.Security.Cryptography;
using OneLink.Admin.Access;

namespace OneLink.Admin.Inboxes;

/// <summary>Where conversations of one channel come in. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Inbox
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="InboxChannel"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>By which the Client API names it; of a web widget, its website token. Public.</summary>
    public required string Identifier { get; init; }

    /// <summary>Calls no provider and accepts everything.</summary>
    public long IsSandbox { get; init; }

    /// <summary>JSON object: what only its channel knows.</summary>
    public string ChannelSettings { get; init; } = "{}";

    /// <summary>The key of identity validation.</summary>
    public required string HmacSecret { get; init; }

    public long IsHmacMandatory { get; init; }

    public string? WebhookUrl { get; init; }

    /// <summary>Signs what its address is told; of a provider's channel, what the provider repeats to show who it is.</summary>
    public required string WebhookSecret { get; init; }

    public long IsGreetingEnabled { get; init; }

    public string? GreetingMessage { get; init; }

    public long CollectsEmail { get; init; } = 1;

    public long IsCsatEnabled { get; init; }

    /// <summary>JSON object.</summary>
    public string CsatConfig { get; init; } = "{}";

    public long AutoAssigns { get; init; } = 1;

    /// <summary>JSON object: max_assignment_limit.</summary>
    public string AutoAssignmentConfig { get; init; } = "{}";

    public long HasWorkingHours { get; init; }

    /// <summary>JSON array of seven days; null for the usual week.</summary>
    public string? WorkingHours { get; init; }

    public string? OutOfOfficeMessage { get; init; }

    public string Timezone { get; init; } = "UTC";

    public long AllowsMessagesAfterResolved { get; init; } = 1;

    public long LocksToSingleConversation { get; init; }

    /// <summary>Whether URLs of messages become links, unless a message says otherwise (<see cref="LinkClicks.Tracking.TrackedLinks"/>).</summary>
    public long TracksLinks { get; init; }

    public string SenderNameType { get; init; } = "friendly";

    public string? BusinessName { get; init; }

    public long? AgentBotId { get; init; }

    /// <summary>The picture, where it lies with our files.</summary>
    public long? AvatarFileId { get; init; }

    /// <summary>Where the picture can be had.</summary>
    public string? AvatarUrl { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    /// <summary>
    /// Whether who writes into a resolved conversation has to begin another. Providers' channels cannot refuse a message, and
    /// where there is but one conversation there is no other.
    /// </summary>
    public bool IsClosedWhenResolved
        => AllowsMessagesAfterResolved == 0 && LocksToSingleConversation == 0 && Channel is (InboxChannel.Api or InboxChannel.WebWidget);

    /// <summary>A new inbox with secrets of its own, not stored yet.</summary>
    public static Inbox New(long accountId, string name, string channel, long at) => new()
    {
        Id = 0,
        AccountId = accountId,
        Name = name,
        Channel = channel,
        Identifier = SecretText.Identifier(""),
        HmacSecret = NewSecret(),
        WebhookSecret = NewSecret(),
        CreatedAt = at,
        UpdatedAt = at,
    };

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
