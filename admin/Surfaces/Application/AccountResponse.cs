using OneLink.Admin.Accounts;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>An account as its people see it.</summary>
internal sealed record AccountResponse
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Locale { get; init; }

    public required string? Domain { get; init; }

    public required string? SupportEmail { get; init; }

    public required string Status { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>By which a dashboard knows that what it keeps of labels, inboxes and teams is out of date; it keeps nothing of ours.</summary>
    public required IReadOnlyDictionary<string, string> CacheKeys { get; init; }

    public required IReadOnlyDictionary<string, bool> Features { get; init; }

    public required RawJson Settings { get; init; }

    public required RawJson CustomAttributes { get; init; }

    public required string? LatestChatwootVersion { get; init; }

    public required IReadOnlyList<string> SubscribedFeatures { get; init; }

    public static AccountResponse Of(Account account) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Locale = account.Locale,
        Domain = account.Domain,
        SupportEmail = account.SupportEmail,
        Status = account.Status,
        CreatedAt = ApiTime.Iso(account.CreatedAt),
        CacheKeys = new Dictionary<string, string>(StringComparer.Ordinal),
        Features = AccountFeatures.Enabled(account.Features),
        Settings = account.Settings,
        CustomAttributes = account.CustomAttributes,
        LatestChatwootVersion = null,
        SubscribedFeatures = [],
    };
}
