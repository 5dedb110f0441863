using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Labels;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>The labels that a contact carries.</summary>
internal sealed class ContactLabels(IDatabase database)
{
    /// <returns>Null where there is no such contact.</returns>
    public async Task<List<string>?> FindAsync(long accountId, long contactId, CancellationToken cancellationToken)
        => await database.ReadAsync(
            async connection =>
            {
                var contact = await connection.QueryFirstOrDefaultAsync<long?>(
                    "SELECT id FROM contacts WHERE account_id = @accountId AND id = @contactId", new { accountId, contactId });
                return contact is null
                    ? null
                    : (await connection.QueryAsync<string>(LabelTags.OfContacts.ReadSql, new { accountId, ownerId = contactId })).AsList();
            },
            cancellationToken);

    /// <summary>Makes the contact carry exactly these.</summary>
    public async Task<RecordOutcome<List<string>>> ReplaceAsync(
        long accountId, long contactId, IReadOnlyCollection<string> titles, Performer? performer, CancellationToken cancellationToken)
    {
        var errors = LabelTags.Check(titles);
        return errors.Any
            ? new RecordOutcome<List<string>>(errors)
            : await database.WriteAsync(scope => ChangeAsync(scope, accountId, contactId, _ => titles, performer), cancellationToken);
    }

    /// <summary>Makes the contact carry what is made of the labels it has.</summary>
    public static async Task<RecordOutcome<List<string>>> ChangeAsync(
        WriteScope scope, long accountId, long contactId, Func<List<string>, IReadOnlyCollection<string>> change, Performer? performer)
    {
        if (await ContactRepository.FindAsync(scope, accountId, contactId) is null)
        {
            return RecordOutcome<List<string>>.NotThere;
        }

        List<string> present = [.. await scope.QueryAsync<string>(LabelTags.OfContacts.ReadSql, new { accountId, ownerId = contactId })];
        var titles = change(present);
        var errors = LabelTags.Check(titles);
        if (errors.Any)
        {
            return new RecordOutcome<List<string>>(errors);
        }

        var (before, after) = await LabelTags.OfContacts.ReplaceAsync(scope, accountId, contactId, titles);
        scope.Raise(ContactEvents.Labelled(accountId, contactId, before, after, performer));
        return new RecordOutcome<List<string>>(after);
    }
}
