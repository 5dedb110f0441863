using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Reads a person as this API takes it.</summary>
internal static class UserReader
{
    public const string CustomerUserId = "customerUserID";
    public const string FullName = "fullName";
    public const string Email = "email";
    public const string Phone = "phone";

    private const int Short = 100;

    /// <summary>As tickets take it.</summary>
    public static ContactInput OfTicket(OneTalkBody body) => Read(body, name: 250, email: 250, phone: 20, photo: TextRules.TextLength);

    /// <summary>As the synchronisation takes it.</summary>
    public static ContactInput OfSync(OneTalkBody body) => Read(body, Short, Short, Short, Short);

    private static ContactInput Read(OneTalkBody body, int name, int email, int phone, int photo)
    {
        var input = new ContactInput
        {
            Identifier = body.Required(CustomerUserId, "Customer user ID", Short),
            Name = body.Required(FullName, "Full name", name),
        };
        if (body.Optional("alias", "Alias", Short) is { } alias)
        {
            input = input with { CustomAttributes = new JsonObject { ["alias"] = alias } };
        }

        if (body.Optional(Email, "Email", email) is { } address)
        {
            input = input with { Email = address };
            Require(body, TextRules.IsEmail(address), "Email is invalid", Email);
        }

        if (body.Optional(Phone, "Phone", phone) is { } number)
        {
            // The country code comes first, with its plus or without.
            var normalized = E164.Normalize(number.StartsWith('+') ? number : "+" + number, region: null);
            input = input with { PhoneNumber = normalized };
            Require(body, normalized is not null, "Phone must start with country code", Phone);
        }

        if (body.Optional("photoURL", "Photo URL", photo) is { } url)
        {
            input = input with { AvatarUrl = url };
            Require(body, TextRules.IsWebAddress(url), "Photo URL is invalid", "photoURL");
        }

        return input;
    }

    private static void Require(OneTalkBody body, bool isFine, string message, string field)
    {
        if (!isFine)
        {
            body.Refuse(message, field);
        }
    }
}
