using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>Reads a contact as this API takes it.</summary>
internal static class ContactReader
{
    /// <summary>Bytes of all properties together.</summary>
    private const int MaxProperties = 64 * 1024;

    private static readonly string[] Channels =
    [
        InboxChannel.WhatsApp, InboxChannel.Instagram, InboxChannel.Facebook, InboxChannel.Telegram, InboxChannel.Email, InboxChannel.Sms, InboxChannel.Line,
        InboxChannel.WebWidget, InboxChannel.Api,
    ];

    /// <summary>Someone to be made or changed: of whom something must be given by which he can be told from others, or a name.</summary>
    public static ContactWish New(FieldsReader fields, string? region)
    {
        var wish = Read(fields, region);
        var input = wish.Input;
        if (!fields.Issues.Any && input.PhoneNumber.Or(null) is null && input.Email.Or(null) is null && input.Identifier.Or(null) is null
            && string.IsNullOrWhiteSpace(wish.FirstName.Or(null)) && string.IsNullOrWhiteSpace(wish.LastName.Or(null)))
        {
            fields.Issues.Custom(fields.PathOf(), "Give at least one of phone, email, properties.externalId, firstName or lastName");
        }

        return wish;
    }

    /// <summary>What is to change of someone.</summary>
    public static ContactWish Read(FieldsReader fields, string? region)
    {
        var (properties, removed, externalId) = Properties(fields);
        return new ContactWish
        {
            FirstName = fields.Text("firstName"),
            LastName = fields.Text("lastName"),
            Channel = fields.Choice("channel", Channels),
            Tags = fields.Texts("tags") is { IsGiven: true, Value: var tags } ? tags : null,
            Input = new ContactInput
            {
                PhoneNumber = Phone(fields, region),
                Email = Email(fields),
                Identifier = externalId,
                CustomAttributes = properties,
                RemovedCustomAttributes = removed,
            },
        };
    }

    private static Given<string?> Phone(FieldsReader fields, string? region)
    {
        const string Name = "phone";
        var given = fields.Text(Name);
        if (given is not { IsGiven: true, Value: { } text })
        {
            return given;
        }

        if (E164.Normalize(text, region) is { } number)
        {
            return number;
        }

        fields.Issues.WrongText(
            fields.PathOf(Name),
            "phone",
            region is null ? "Invalid phone number: E.164 is expected, such as +971500000000" : $"Invalid phone number: E.164 is expected, such as +971500000000, or a national number of {region}");
        return Given<string?>.Not;
    }

    private static Given<string?> Email(FieldsReader fields)
    {
        const string Name = "email";
        var given = fields.Text(Name);
        if (given is not { IsGiven: true, Value: { } text } || TextRules.IsEmail(text.Trim()))
        {
            return given;
        }

        fields.Issues.WrongText(fields.PathOf(Name), "email", "Invalid email");
        return Given<string?>.Not;
    }

    /// <summary>Null takes a property away.</summary>
    private static (Given<JsonObject?> Kept, IReadOnlyCollection<string> Removed, Given<string?> ExternalId) Properties(FieldsReader fields)
    {
        const string Name = "properties";
        if (fields.Object(Name) is not { IsGiven: true, Value: { } given })
        {
            return (Given<JsonObject?>.Not, [], Given<string?>.Not);
        }

        var kept = (JsonObject)given.DeepClone();
        var externalId = ExternalId(fields, kept, Name);
        kept.Remove(ContactView.ExternalId);
        string[] removed = [.. kept.Where(property => property.Value is null).Select(property => property.Key)];
        foreach (var name in removed)
        {
            kept.Remove(name);
        }

        if (kept.ToJsonString().Length > MaxProperties)
        {
            fields.Issues.TooBig(fields.PathOf(Name), MaxProperties, ("Properties must take at most", "bytes"));
        }

        return (kept, removed, externalId);
    }

    private static Given<string?> ExternalId(FieldsReader fields, JsonObject properties, string name)
    {
        if (!properties.TryGetPropertyValue(ContactView.ExternalId, out var node))
        {
            return Given<string?>.Not;
        }

        var path = fields.PathOf(name, ContactView.ExternalId);

        // Many systems number their people.
        var text = node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.ToJsonString(),
            _ => "",
        };
        if (node is not (null or JsonValue) || node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            fields.Issues.WrongType(path, "string", FieldsReader.TypeOf(node));
            return Given<string?>.Not;
        }

        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            fields.Issues.TooSmall(path, 1, ("String must contain at least", "character(s)"));
            return Given<string?>.Not;
        }

        return new Given<string?>(IsGiven: true, text);
    }
}
