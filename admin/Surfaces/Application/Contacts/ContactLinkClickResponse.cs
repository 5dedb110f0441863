using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>A tap on a link that was made for a contact. What is not known is null.</summary>
internal sealed record ContactLinkClickResponse
{
    /// <summary>As lists of clicks name it.</summary>
    public required string Id { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long ClickedAt { get; init; }

    public required string LinkId { get; init; }

    public required string? ShortUrl { get; init; }

    public required string? Campaign { get; init; }

    /// <summary>The number that people see; null as well where the caller does not work in its inbox.</summary>
    public required long? ConversationId { get; init; }

    /// <summary>The message that carried the link; null where the conversation is.</summary>
    public required long? MessageId { get; init; }

    public required string Trigger { get; init; }

    public required string Destination { get; init; }

    public required string? Platform { get; init; }

    public required string? DeviceClass { get; init; }

    public required string? Browser { get; init; }

    public required string? InApp { get; init; }

    public required string? Country { get; init; }

    public required string? Referrer { get; init; }

    public required string? Rule { get; init; }

    public required string? Variant { get; init; }

    /// <param name="tap">As ClickHouse has it.</param>
    /// <param name="link">That was tapped.</param>
    /// <param name="shortUrl">Of the link; null where its domain is gone.</param>
    /// <param name="mayUseInbox">Whether the caller works where the link was sent.</param>
    public static ContactLinkClickResponse Of(LinkTap tap, PersonalLink link, string? shortUrl, bool mayUseInbox) => new()
    {
        Id = tap.ClickId.ToString(),
        ClickedAt = tap.Time.ToUnixTimeSeconds(),
        LinkId = new LinkId(link.LinkId).ToString(),
        ShortUrl = shortUrl,
        Campaign = link.Campaign,
        ConversationId = mayUseInbox ? link.ConversationNumber : null,
        MessageId = mayUseInbox ? link.MessageId : null,
        Trigger = tap.Trigger,
        Destination = tap.Destination,
        Platform = Known(tap.Platform),
        DeviceClass = Known(tap.DeviceClass),
        Browser = Known(tap.Browser),
        InApp = Known(tap.InApp),
        Country = Known(tap.Country),
        Referrer = Known(tap.Referrer),
        Rule = Known(tap.Rule),
        Variant = Known(tap.Variant),
    };

    private static string? Known(string value) => value.Length == 0 ? null : value;
}
