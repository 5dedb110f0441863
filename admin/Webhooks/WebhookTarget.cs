using System.Globalization;

namespace OneLink.Admin.Webhooks;

/// <summary>Whom deliveries are for, as stored: the address and the secret are looked up when they are sent.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Id">Of the row.</param>
internal readonly record struct WebhookTarget(string Kind, long Id)
{
    public const string Webhook = "webhook";

    /// <summary>The address that an inbox of the API channel has of its own.</summary>
    public const string Inbox = "inbox";

    /// <summary>An address that rules and macros call.</summary>
    public const string Automation = "automation";

    public static WebhookTarget Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new WebhookTarget(text[..colon], long.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Id}");
}
