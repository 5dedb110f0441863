using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;

namespace OneLink.Admin.BulkActions;

internal sealed class ContactBulk(ContactChanges contacts, ContactLabels labels) : IBulkTarget
{
    public async Task<bool> ApplyAsync(long accountId, long id, BulkAction action, Author author, CancellationToken cancellationToken)
    {
        if (action.Deletes)
        {
            return await contacts.DeleteAsync(accountId, id, author.Performer, cancellationToken) == ContactDeletion.Done;
        }

        if (await labels.FindAsync(accountId, id, cancellationToken) is not { } carried)
        {
            return false;
        }

        await labels.ReplaceAsync(
            accountId,
            id,
            [.. carried.Except(action.RemovedLabels, StringComparer.Ordinal).Union(action.AddedLabels, StringComparer.Ordinal)],
            author.Performer,
            cancellationToken);
        return true;
    }
}
