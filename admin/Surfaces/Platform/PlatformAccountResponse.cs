using OneLink.Admin.Accounts;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>An account as platform apps see it.</summary>
internal sealed record PlatformAccountResponse
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Locale { get; init; }

    public required string? Domain { get; init; }

    public required string? SupportEmail { get; init; }

    /// <summary>Those that are on.</summary>
    public required IReadOnlyDictionary<string, bool> Features { get; init; }

    public required RawJson CustomAttributes { get; init; }

    public required RawJson Limits { get; init; }

    public required string Status { get; init; }

    public required string? Tier { get; init; }

    public static PlatformAccountResponse Of(Account account) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Locale = account.Locale,
        Domain = account.Domain,
        SupportEmail = account.SupportEmail,
        Features = AccountFeatures.Enabled(account.Features),
        CustomAttributes = account.CustomAttributes,
        Limits = AttributeObject.Write(AccountLimits.Shown(account)),
        Status = account.Status,
        Tier = account.Tier,
    };
}
