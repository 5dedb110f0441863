using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What became of a wish: the contact as it is now, or why nothing changed.</summary>
/// <param name="Contact">Null where there are errors, or it is not there.</param>
/// <param name="Tags">Its labels.</param>
/// <param name="IsNew">Whether it was made.</param>
/// <param name="Errors">Those that are <see cref="RecordErrorCode.Taken"/> name who has the value.</param>
internal sealed record ContactUpsertOutcome(Contact? Contact, IReadOnlyList<string> Tags, bool IsNew, RecordErrors? Errors)
{
    public static ContactUpsertOutcome NotThere { get; } = new(Contact: null, [], IsNew: false, Errors: null);

    public static ContactUpsertOutcome Refused(RecordErrors errors) => new(Contact: null, [], IsNew: false, errors);
}
