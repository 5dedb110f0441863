using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Labels;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>The labels that conversations carry.</summary>
internal sealed class ConversationLabels(IDatabase database, ConversationEdits edits)
{
    /// <summary>By conversation, in the order in which they were given.</summary>
    public Task<ILookup<long, string>> OfConversationsAsync(long accountId, IReadOnlyCollection<long> conversationIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(long ConversationId, string Title)>(
                "SELECT conversation_id, title FROM conversation_labels WHERE conversation_id IN @conversationIds AND +account_id = @accountId ORDER BY id",
                new { accountId, conversationIds })).ToLookup(row => row.ConversationId, row => row.Title),
            cancellationToken);

    /// <summary>Makes the conversation carry exactly these.</summary>
    public Task<RecordOutcome<List<string>>> ReplaceAsync(
        long accountId, long conversationId, IReadOnlyCollection<string> titles, Author author, CancellationToken cancellationToken)
        => ChangeAsync(accountId, conversationId, _ => titles, author, cancellationToken);

    /// <summary>Makes the conversation carry what is made of the labels it has.</summary>
    public Task<RecordOutcome<List<string>>> ChangeAsync(
        long accountId, long conversationId, Func<List<string>, IReadOnlyCollection<string>> change, Author author, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await ConversationRepository.FindAsync(scope, accountId, conversationId) is not { } conversation)
                {
                    return RecordOutcome<List<string>>.NotThere;
                }

                var edit = edits.Begin(scope, conversation, author);
                var outcome = await ReplaceAsync(edit, change);
                if (outcome.Errors is null)
                {
                    await edit.SaveAsync();
                }

                return outcome;
            },
            cancellationToken);

    /// <summary>Makes a conversation that the caller is changing, and saves, carry what is made of the labels it has.</summary>
    public static async Task<RecordOutcome<List<string>>> ReplaceAsync(ConversationEdit edit, Func<List<string>, IReadOnlyCollection<string>> change)
    {
        var (accountId, ownerId) = (edit.Conversation.AccountId, edit.Conversation.Id);
        List<string> present = [.. await edit.Scope.QueryAsync<string>(LabelTags.OfConversations.ReadSql, new { accountId, ownerId })];
        var titles = change(present);
        var errors = LabelTags.Check(titles);
        if (errors.Any)
        {
            return new RecordOutcome<List<string>>(errors);
        }

        var (before, after) = await LabelTags.OfConversations.ReplaceAsync(edit.Scope, accountId, ownerId, titles);
        edit.Scope.Raise(ConversationEvents.Labelled(edit.Conversation, before, after, edit.Author.Performer));
        await NoteAsync(edit, before, after);
        return new RecordOutcome<List<string>>(after);
    }

    private static async Task NoteAsync(ConversationEdit edit, List<string> before, List<string> after)
    {
        if (edit.Author.Name is not { } name)
        {
            return;
        }

        var (added, removed) = (after.Except(before, StringComparer.Ordinal).ToList(), before.Except(after, StringComparer.Ordinal).ToList());
        if (added.Count > 0)
        {
            await edit.NoteAsync(ActivityTexts.LabelsAdded(name, added));
        }

        if (removed.Count > 0)
        {
            await edit.NoteAsync(ActivityTexts.LabelsRemoved(name, removed));
        }
    }
}
