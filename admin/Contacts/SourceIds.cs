using System.Text.RegularExpressions;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>How each channel names a person.</summary>
internal static partial class SourceIds
{
    /// <returns>The name under which a channel would write to the contact of its own accord; null where it has none.</returns>
    public static string? Of(Contact contact, string channel, TimeProvider clock) => channel switch
    {
        InboxChannel.Api or InboxChannel.WebWidget => Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        InboxChannel.Email => contact.Email,
        InboxChannel.Sms => contact.PhoneNumber,
        InboxChannel.WhatsApp => contact.PhoneNumber?.TrimStart('+'),
        _ => null,
    };

    /// <summary>Whether a channel could name somebody so.</summary>
    public static bool Fits(string sourceId, string channel) => channel switch
    {
        InboxChannel.WhatsApp => DigitsPattern().IsMatch(sourceId),
        InboxChannel.Sms => TextRules.IsPhoneNumber(sourceId),
        InboxChannel.Email => TextRules.IsEmail(sourceId),
        _ => sourceId.Length is > 0 and <= TextRules.LineLength,
    };

    [GeneratedRegex(@"\A[0-9]{1,15}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DigitsPattern();
}
