using OneLink.Admin.Audiences;
using OneLink.Admin.Campaigns;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Makes one contact of two, in one transaction: everything of the one that goes moves to the one that stays, whose own
/// values win; what it lacks it takes over.
/// </summary>
internal sealed class ContactMerge(IDatabase database, TimeProvider clock)
{
    /// <summary>Each moves what refers to the contact that goes. Those that the one that stays has already go with it.</summary>
    private static readonly string[] Moves =
    [
        "UPDATE conversations SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
        """
        UPDATE messages SET sender_id = @stays
        WHERE sender_kind = 'contact' AND sender_id = @goes
          AND conversation_id IN (SELECT id FROM conversations WHERE account_id = @accountId AND contact_id = @stays)
        """,
        "UPDATE contact_inboxes SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
        "UPDATE csat_survey_responses SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
        "UPDATE notes SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
        """
        UPDATE contact_labels SET contact_id = @stays
        WHERE account_id = @accountId AND contact_id = @goes AND title NOT IN (SELECT title FROM contact_labels WHERE contact_id = @stays)
        """,
        "UPDATE link_recipients SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
        .. AudienceMembers.Moves,
        .. CampaignRecipients.Moves,
        "UPDATE contact_merges SET contact_id = @stays WHERE account_id = @accountId AND contact_id = @goes",
    ];

    public Task<RecordOutcome<Contact>> MergeAsync(
        long accountId, long staysId, long goesId, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(scope => MergeAsync(scope, accountId, staysId, goesId, performer), cancellationToken);

    public async Task<RecordOutcome<Contact>> MergeAsync(WriteScope scope, long accountId, long staysId, long goesId, Performer? performer)
    {
        if (await ContactRepository.FindAsync(scope, accountId, staysId) is not { } stays
            || await ContactRepository.FindAsync(scope, accountId, goesId) is not { } goes)
        {
            return RecordOutcome<Contact>.NotThere;
        }

        if (staysId == goesId)
        {
            return new RecordOutcome<Contact>(stays);
        }

        await LinkRecipients.PublishOfContactAsync(scope, accountId, goesId);
        foreach (var move in Moves)
        {
            await scope.ExecuteAsync(move, new { accountId, stays = staysId, goes = goesId });
        }

        // First, because its e-mail address may be what the other takes over.
        await ContactRepository.DeleteAsync(scope, accountId, goesId);
        var merged = Merged(stays, goes) with { UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        await ContactRepository.UpdateAsync(scope, merged);
        await MergeHistory.WriteAsync(scope, merged, goes, performer, merged.UpdatedAt);
        scope.Raise(ContactEvents.Merged(merged, goes, performer));
        scope.Raise(ContactEvents.Updated(stays, merged, performer));
        return new RecordOutcome<Contact>(merged);
    }

    private static Contact Merged(Contact stays, Contact goes) => stays with
    {
        Name = stays.Name.Length > 0 ? stays.Name : goes.Name,
        Email = stays.Email ?? goes.Email,
        PhoneNumber = stays.PhoneNumber ?? goes.PhoneNumber,
        Identifier = stays.Identifier ?? goes.Identifier,
        AvatarFileId = stays.AvatarUrl is null ? goes.AvatarFileId : stays.AvatarFileId,
        AvatarUrl = stays.AvatarUrl ?? goes.AvatarUrl,
        AdditionalAttributes = MergedAttributes(stays.AdditionalAttributes, goes.AdditionalAttributes),
        CustomAttributes = MergedAttributes(stays.CustomAttributes, goes.CustomAttributes),
        LastActivityAt = stays.LastActivityAt is { } own && goes.LastActivityAt is { } other ? Math.Max(own, other) : stays.LastActivityAt ?? goes.LastActivityAt,
    };

    private static string MergedAttributes(string stays, string goes)
        => AttributeObject.Write(AttributeObject.DeepMerge(AttributeObject.Parse(goes), AttributeObject.Parse(stays)));
}
