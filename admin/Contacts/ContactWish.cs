using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What somebody outside knows of a person, whom the account may know already or not.</summary>
internal sealed record ContactWish
{
    private const string ChannelName = "channel";

    /// <summary>All but what follows.</summary>
    public ContactInput Input { get; init; } = new();

    public Given<string?> FirstName { get; init; }

    public Given<string?> LastName { get; init; }

    /// <summary>Where the person was met.</summary>
    public Given<string?> Channel { get; init; }

    /// <summary>Labels; null where nothing is said of them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What it means for a contact, or for one that is to be made.</summary>
    public ContactInput For(Contact? contact)
    {
        var attributes = (JsonObject?)Input.AdditionalAttributes.Or(null)?.DeepClone() ?? [];
        var name = Input.Name;
        if (FirstName.IsGiven || LastName.IsGiven)
        {
            var known = contact is null ? new PersonName("", "") : PersonName.Of(contact);
            var wanted = new PersonName(FirstName.Or(known.First)?.Trim() ?? "", LastName.Or(known.Last)?.Trim() ?? "");
            name = wanted.Whole;
            foreach (var (part, value) in wanted.Attributes)
            {
                attributes[part] = value?.DeepClone();
            }
        }

        if (Channel.IsGiven)
        {
            attributes[ChannelName] = Channel.Value;
        }

        return Input with { Name = name, AdditionalAttributes = attributes };
    }

    /// <returns>Null where nobody has said.</returns>
    public static string? ChannelOf(Contact contact) => Json.AttributeObject.Text(Json.AttributeObject.Parse(contact.AdditionalAttributes), ChannelName);
}
