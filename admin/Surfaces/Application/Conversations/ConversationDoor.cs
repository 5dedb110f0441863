using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>
/// Finds a conversation that the caller may see: administrators and bots all of the account, agents those of their inboxes
/// and of their teams.
/// </summary>
internal sealed class ConversationDoor(ConversationRepository conversations, InboxRepository inboxes, IDatabase database)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="displayId">The number that people see.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>The conversation, or why the caller does not get it.</returns>
    public async Task<(Conversation? Conversation, ApiErrorResult? Refusal)> OpenAsync(
        ApplicationCaller caller, long displayId, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(caller.AccountId, displayId, cancellationToken) is not { } conversation
            || await inboxes.FindAsync(caller.AccountId, conversation.InboxId, cancellationToken) is not { } inbox)
        {
            return (null, ApplicationResults.NotFound());
        }

        return await caller.MayUseAsync(inbox, inboxes, cancellationToken) || await IsOfTeamAsync(caller, conversation, cancellationToken)
            ? (conversation, null)
            : (null, new ApiErrorResult(ApiError.NotAllowed()));
    }

    /// <returns>The inboxes whose conversations the caller's lists show; null for all.</returns>
    public async Task<IReadOnlyList<long>?> InboxIdsAsync(ApplicationCaller caller, CancellationToken cancellationToken)
        => caller.IsAdministrator || caller.User is null
            ? null
            : [.. (await caller.InboxesAsync(inboxes, cancellationToken)).Select(inbox => inbox.Id)];

    private Task<bool> IsOfTeamAsync(ApplicationCaller caller, Conversation conversation, CancellationToken cancellationToken)
        => conversation.TeamId is not { } teamId
            ? Task.FromResult(false)
            : database.ReadAsync(
                async connection => await connection.QueryFirstOrDefaultAsync<long?>(
                    "SELECT user_id FROM team_members WHERE team_id = @teamId AND user_id = @userId AND account_id = @AccountId",
                    new { teamId, userId = caller.User!.Id, conversation.AccountId }) is not null,
                cancellationToken);
}
