using System.Text.Json.Nodes;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>What the model says of a contact, in this API's words.</summary>
internal static class ContactErrors
{
    public static OnSyncError Of(RecordErrors errors)
    {
        var taken = errors.All.Where(error => error.Code is RecordErrorCode.Taken).ToList();
        if (taken.Count == 0)
        {
            return OnSyncError.Invalid([.. errors.All.Select(Issue)]);
        }

        var holders = taken.Select(error => $"{string.Join('.', Path(error.Attribute).Select(name => name!.GetValue<string>()))} belongs to {PublicId.Contact(error.HeldBy!.Value)}");
        return OnSyncError.Duplicate($"Nothing was changed: {string.Join(", ", holders)}.", [.. taken.Select(Issue)]);
    }

    private static OnSyncIssue Issue(RecordError error) => error.Code switch
    {
        RecordErrorCode.Taken => new OnSyncIssue("duplicate", Path(error.Attribute), $"Belongs to {PublicId.Contact(error.HeldBy!.Value)}")
        {
            ContactId = PublicId.Contact(error.HeldBy.Value),
        },
        RecordErrorCode.TooLong => new OnSyncIssue("too_big", Path(error.Attribute), error.FullMessage),
        RecordErrorCode.Invalid => new OnSyncIssue("invalid_string", Path(error.Attribute), error.FullMessage),
        _ => new OnSyncIssue("custom", Path(error.Attribute), error.FullMessage),
    };

    private static JsonArray Path(string attribute) => attribute switch
    {
        "name" => ["firstName"],
        "phone_number" => ["phone"],
        "identifier" => ["properties", ContactView.ExternalId],
        "custom_attributes" => ["properties"],
        "labels" => ["tags"],
        _ => [attribute],
    };
}
