using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.LinkClicks;

/// <summary>The event of a tap. What is known of it travels along: it lies in ClickHouse, where nobody looks for a single one.</summary>
internal static class ClickEvents
{
    public static DomainEvent Clicked(LiveClick click, LinkRecipient? recipient) => new(EventNames.LinkClicked, click.AccountId, checked((long)click.LinkId))
    {
        Data = new JsonObject
        {
            ["id"] = click.Id.ToString(),
            ["at"] = click.Time.ToUnixTimeMilliseconds(),
            ["trigger"] = click.Trigger,
            ["platform"] = Known(click.Platform),
            ["deviceClass"] = Known(click.DeviceClass),
            ["browser"] = Known(click.Browser),
            ["inApp"] = Known(click.InApp),
            ["country"] = Known(click.Country),
            ["referrer"] = Known(click.Referrer),
            ["rule"] = Known(click.Rule),
            ["variant"] = Known(click.Variant),
            ["campaign"] = recipient?.Campaign,
        },
        Distinction = click.Id.ToString(),
        Performer = recipient is null ? null : new Performer(Performer.Contact, recipient.ContactId),
    };

    private static string? Known(string value) => value.Length == 0 ? null : value;
}
