using OneLink.Admin.Conversations;

namespace OneLink.Admin.BulkActions;

internal sealed class ConversationBulk(ConversationRepository conversations, ConversationChanges changes, ConversationLabels labels) : IBulkTarget
{
    public async Task<bool> ApplyAsync(long accountId, long id, BulkAction action, Author author, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(accountId, id, cancellationToken) is not { } conversation
            || action.InboxIds?.Contains(conversation.InboxId) is false)
        {
            return false;
        }

        if (action.AddedLabels.Count + action.RemovedLabels.Count > 0)
        {
            var carried = (await labels.OfConversationsAsync(accountId, [conversation.Id], cancellationToken))[conversation.Id];
            await labels.ReplaceAsync(
                accountId, conversation.Id, [.. carried.Except(action.RemovedLabels, StringComparer.Ordinal).Union(action.AddedLabels, StringComparer.Ordinal)], author, cancellationToken);
        }

        if (action.Assigns)
        {
            await changes.AssignAsync(accountId, conversation.Id, action.AssigneeId, author, cancellationToken);
        }

        if (action.AssignsTeam)
        {
            await changes.AssignTeamAsync(accountId, conversation.Id, action.TeamId, author, cancellationToken);
        }

        if (action.Status is { } status)
        {
            await changes.SetStatusAsync(accountId, conversation.Id, status, action.SnoozedUntil, takenBy: null, author, cancellationToken);
        }

        return true;
    }
}
