using OneLink.Admin.Contacts;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Reads what calls about contacts give.</summary>
internal static class ContactParameters
{
    public static ContactInput Input(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        Email = read.TextOrNull("email"),
        PhoneNumber = read.TextOrNull("phone_number"),
        Identifier = read.TextOrNull("identifier"),
        Blocked = read.Flag("blocked"),
        AvatarUrl = read.TextOrNull("avatar_url"),
        AdditionalAttributes = read.Object("additional_attributes"),
        CustomAttributes = read.Object("custom_attributes"),
    };

    public static ContactSort Sort(RequestParameters parameters) => ContactSort.Parse(Reader(parameters).TextOrNull("sort").Or(null));

    /// <summary>Contacts come with their inboxes unless that is switched off.</summary>
    public static bool WithInboxes(RequestParameters parameters) => Reader(parameters).Flag("include_contact_inboxes").Or(null) ?? true;

    private static ParameterReader Reader(RequestParameters parameters) => new(parameters, new RecordErrors());
}
