using OneLink.Admin.Contacts;
using OneLink.Admin.Json;
using OneLink.Admin.Stats;

namespace OneLink.Admin.Campaigns;

/// <summary>The zone of the clock on a contact's wall: the attribute <c>timezone</c>, an IANA name, custom or additional.</summary>
internal static class ContactZone
{
    private const string Attribute = "timezone";

    /// <returns>Null where nobody has said.</returns>
    public static TimeZoneInfo? Of(Contact contact) => Find(contact.CustomAttributes) ?? Find(contact.AdditionalAttributes);

    private static TimeZoneInfo? Find(string attributes)
        => attributes.Contains(Attribute, StringComparison.Ordinal) && AttributeObject.Text(AttributeObject.Parse(attributes), Attribute) is { } name ? StatsZone.Find(name) : null;
}
